// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>A type as stubs.txt describes it.</summary>
/// <param name="Attributes">Its attributes, in brackets.</param>
/// <param name="Form">Its modifiers and what it is: a class, a delegate and its return type.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Bases">What it derives from, if it says so.</param>
internal sealed record StubType(string Attributes, string Form, string Name, string Bases)
{
    private readonly string[] _words = Form.Split(' ');

    public List<StubMember> Members { get; } = [];

    public bool IsClass => _words.Contains("class");

    public bool IsStatic => _words.Contains("static");

    public bool IsInterface => _words.Contains("interface");

    public bool IsEnum => _words.Contains("enum");

    public bool IsDelegate => _words.Contains("delegate");

    public bool IsValue => IsEnum || _words.Contains("struct");

    /// <summary>The member that describes the id: one that names its parameters goes before one that leaves them open.</summary>
    public StubMember? Find(ApiId id)
    {
        return Members.Where(member => member.Fits(id)).MaxBy(member => member.Parameters is null ? 0 : 1);
    }
}

/// <summary>A name in a line of stubs.txt.</summary>
/// <param name="Attributes">Its attributes, in brackets.</param>
/// <param name="Form">Modifiers and type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Of a constant, its value.</param>
/// <param name="Parameters">The parameters as in source, the first of them '..' for any others; null for those of every overload.</param>
internal sealed record StubMember(string Attributes, string Form, string Name, string Value, IReadOnlyList<string>? Parameters)
{
    private const string Others = "..";

    private readonly string[] _words = Form.Split(' ');

    public bool IsAbstract => _words.Contains("abstract");

    public bool HasAccess => _words.Contains("public") || _words.Contains("protected");

    public bool Fits(ApiId id)
    {
        if (Name != id.Name)
        {
            return false;
        }

        if (Parameters is null)
        {
            return true;
        }

        bool isOpen = Parameters is [Others, ..];
        string[] types = [.. Parameters.Skip(isOpen ? 1 : 0).Select(TypeOf)];

        return types.SequenceEqual(isOpen ? id.Parameters.TakeLast(types.Length) : id.Parameters);
    }

    /// <summary>The parameters of this id in source.</summary>
    public string Declare(ApiId id)
    {
        IEnumerable<string> declared = Parameters switch
        {
            null => id.Declarations(),
            [Others, ..] => id.Declarations().SkipLast(Parameters.Count - 1).Concat(Parameters.Skip(1)),
            _ => Parameters,
        };

        return string.Join(", ", declared);
    }

    // "out System.Int32 count" is System.Int32@ in an id.
    private static string TypeOf(string parameter)
    {
        string[] words = parameter.Split(" = ")[0].Split(' ');

        return words[^2] + (words[0] is "out" or "ref" ? "@" : "");
    }

    public override string ToString()
    {
        return Name + (Parameters is null ? "" : " (" + string.Join(", ", Parameters) + ")");
    }
}
