// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>A documentation id of a list, taken apart. The lists hold no generics but the core library's, which needs no stub.</summary>
/// <param name="Kind">Its letter: T, M, P, F or E.</param>
/// <param name="Type">The type that has the member; of a type, what stands before its own name.</param>
/// <param name="Name">The member's or the type's own name.</param>
/// <param name="Parameters">The types of the parameters.</param>
internal sealed record ApiId(char Kind, string Type, string Name, IReadOnlyList<string> Parameters)
{
    public string Full => Type.Length == 0 ? Name : Type + "." + Name;

    public bool IsConstructor => Name == "#ctor";

    public static ApiId Parse(string id)
    {
        int open = id.IndexOf('(', StringComparison.Ordinal);
        string full = open < 0 ? id[2..] : id[2..open];
        string[] parameters = open < 0 ? [] : id[(open + 1)..^1].Split(',');
        int dot = full.LastIndexOf('.');

        return new ApiId(id[0], full[..Math.Max(dot, 0)], full[(dot + 1)..], parameters);
    }

    /// <summary>The parameters as a source may declare them: without names that mean anything.</summary>
    public IEnumerable<string> Declarations()
    {
        return Parameters.Select((type, index) => type.EndsWith('@') ? $"ref {type[..^1]} p{index}" : $"{type} p{index}");
    }

    public override string ToString()
    {
        return Kind + ":" + Full + (Parameters.Count > 0 ? "(" + string.Join(',', Parameters) + ")" : "");
    }
}
