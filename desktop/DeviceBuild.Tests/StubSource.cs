// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Writes the source of an assembly that has what a list says, and no code.</summary>
internal sealed class StubSource
{
    private const string NoBody = ";";
    private const string Body = " => throw null;";

    private readonly IReadOnlyList<ApiId> _ids;
    private readonly HashSet<string> _types;
    private readonly HashSet<string> _names;
    private readonly IReadOnlyList<StubType> _described;
    private readonly HashSet<object> _used = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _faults = [];
    private readonly StringBuilder _text = new();

    /// <summary>Writes the source.</summary>
    /// <param name="ids">The list of the assembly.</param>
    /// <param name="described">What stubs.txt says of it.</param>
    public StubSource(IEnumerable<string> ids, IReadOnlyList<StubType> described)
    {
        _ids = [.. ids.Select(ApiId.Parse)];
        _types = [.. _ids.Where(id => id.Kind == 'T').Select(id => id.Full)];
        _names = [.. _ids.Where(id => id.Kind != 'T').Select(id => id.Kind + ":" + id.Full)];
        _described = described;
        foreach (ApiId type in _ids.Where(id => id.Kind == 'T' && !_types.Contains(id.Type)))
        {
            _text.AppendLine($"namespace {type.Type}").AppendLine("{");
            WriteType(type);
            _text.AppendLine("}");
        }

        foreach (StubType type in described)
        {
            _faults.AddRange(type.Members.Where(member => !_used.Contains(member)).Select(member => $"stubs.txt describes {type.Name}, {member}, which no list has"));
            if (!_used.Contains(type))
            {
                _faults.Add($"stubs.txt describes {type.Name}, which no list has");
            }
        }
    }

    public string Text => _text.ToString();

    /// <summary>What the list has and stubs.txt does not describe, and the other way round.</summary>
    public IReadOnlyList<string> Faults => _faults;

    private void WriteType(ApiId id)
    {
        StubType? type = _described.FirstOrDefault(type => type.Name == id.Full);
        if (type is null)
        {
            _faults.Add("stubs.txt does not describe " + id);
            return;
        }

        _used.Add(type);
        IReadOnlyList<ApiId> members = [.. _ids.Where(member => member.Kind != 'T' && member.Type == id.Full)];
        _text.Append(type.Attributes).Append("public ").Append(type.Form).Append(' ').Append(id.Name);
        if (type.IsDelegate)
        {
            ApiId? invoke = members.FirstOrDefault(member => member.Name == "Invoke");
            _text.Append('(').AppendJoin(", ", invoke?.Declarations() ?? []).AppendLine(");");
            return;
        }

        _text.Append(type.Bases.Length > 0 ? " : " + type.Bases : "").AppendLine(" {");
        foreach (ApiId member in members)
        {
            WriteMember(type, id, member);
        }

        if (type.IsClass && !type.IsStatic && !members.Any(member => member.IsConstructor))
        {
            // Without this the compiler would add a public one.
            _text.AppendLine($"internal {id.Name}() {{ }}");
        }

        foreach (ApiId nested in _ids.Where(nested => nested.Kind == 'T' && nested.Type == id.Full))
        {
            WriteType(nested);
        }

        _text.AppendLine("}");
    }

    private void WriteMember(StubType type, ApiId owner, ApiId id)
    {
        if (IsAccessor(id) || (type.IsValue && id.IsConstructor && id.Parameters.Count == 0))
        {
            return;
        }

        if (id is { Kind: 'M', Name: "Finalize", Parameters.Count: 0 })
        {
            _text.AppendLine($"~{owner.Name}() {{ }}");
            return;
        }

        StubMember? member = type.Find(id);
        if (member is null)
        {
            _faults.Add("stubs.txt does not describe " + id);
            return;
        }

        _used.Add(member);
        if (type.IsEnum)
        {
            _text.AppendLine($"{id.Name} = {member.Value},");
            return;
        }

        string body = type.IsInterface || member.IsAbstract ? NoBody : Body;
        _text.Append(member.Attributes).Append(type.IsInterface || member.HasAccess ? "" : "public ").Append(member.Form);
        _text.AppendLine(id.Kind switch
        {
            'M' => $" {MethodName(owner, id)}({member.Declare(id)}){body}",
            'P' => $" {PropertyName(member, id)} {{ {Accessor(id, "get", body)}{Accessor(id, "set", body)}}}",
            'E' => $" {EventType(id)} {id.Name};",
            _ => $" {id.Name}{(member.Value.Length > 0 ? " = " + member.Value : "")};",
        });
    }

    private static string MethodName(ApiId owner, ApiId id)
    {
        return id.Name switch
        {
            "#ctor" => owner.Name,
            "op_Equality" => "operator ==",
            "op_Inequality" => "operator !=",
            _ => id.Name,
        };
    }

    private static string PropertyName(StubMember member, ApiId id)
    {
        return id.Parameters.Count > 0 ? $"this[{member.Declare(id)}]" : id.Name;
    }

    private string Accessor(ApiId property, string accessor, string body)
    {
        return _names.Contains($"M:{property.Type}.{accessor}_{property.Name}") ? accessor + body + " " : "";
    }

    // The id of an event does not tell its type, but that of its accessor does.
    private string EventType(ApiId id)
    {
        return _ids.Single(method => method.Type == id.Type && method.Name == "add_" + id.Name).Parameters[0];
    }

    private bool IsAccessor(ApiId id)
    {
        string[] parts = id.Kind == 'M' ? id.Name.Split('_', 2) : [];

        return parts is ["get" or "set", _] ? _names.Contains($"P:{id.Type}.{parts[1]}")
            : parts is ["add" or "remove", _] && _names.Contains($"E:{id.Type}.{parts[1]}");
    }
}
