// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Reflection;

namespace Bg95Emulator;

/// <summary>Finds the method of a command. The methods are looked up by their attributes once a process.</summary>
internal sealed class CommandTable
{
    private static readonly (Type Owner, MethodInfo Method, AtCommandAttribute Command)[] s_methods = FindMethods();

    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(string Name, CommandForm Form), Func<CommandCall, AtResult>> _commands = [];

    public CommandTable(ModuleState module)
    {
        Dictionary<Type, object> owners = [];
        foreach ((Type owner, MethodInfo method, AtCommandAttribute command) in s_methods)
        {
            if (!owners.TryGetValue(owner, out object? instance))
            {
                instance = Activator.CreateInstance(owner, module)!;
                owners.Add(owner, instance);
            }

            _names.Add(command.Name);
            Func<CommandCall, AtResult> run = method.CreateDelegate<Func<CommandCall, AtResult>>(instance);
            foreach (CommandForm form in Enum.GetValues<CommandForm>())
            {
                if (command.Forms.HasFlag(form))
                {
                    _commands.Add((command.Name, form), run);
                }
            }
        }
    }

    public Func<CommandCall, AtResult>? Find(string name, CommandForm form) =>
        _commands.GetValueOrDefault((name.ToUpperInvariant(), form));

    /// <summary>Whether there is a command of this name, in whatever form.</summary>
    public bool Knows(string name) => _names.Contains(name.ToUpperInvariant());

    /// <summary>The same without a module.</summary>
    public static bool IsName(string name) => Array.Exists(s_methods, item => item.Command.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static (Type Owner, MethodInfo Method, AtCommandAttribute Command)[] FindMethods()
    {
        List<(Type Owner, MethodInfo Method, AtCommandAttribute Command)> methods = [];
        foreach (Type type in typeof(CommandTable).Assembly.GetTypes())
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            {
                foreach (AtCommandAttribute command in method.GetCustomAttributes<AtCommandAttribute>())
                {
                    methods.Add((type, method, command));
                }
            }
        }

        return [.. methods];
    }
}
