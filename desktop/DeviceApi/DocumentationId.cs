// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>Documentation-comment ids of what an assembly refers to, in the form the lists are written in.</summary>
internal static class DocumentationId
{
    /// <summary>Cuts an id of a member into its type and the rest.</summary>
    public static void Split(string id, out string type, out string member)
    {
        int parameters = id.IndexOf('(', StringComparison.Ordinal);
        int dot = id.LastIndexOf('.', parameters < 0 ? id.Length - 1 : parameters);
        type = id[2..dot];
        member = id[(dot + 1)..];
    }

    /// <summary>Id of a method or field of another assembly; the parent's name is given, because it can be a type or an instance of one.</summary>
    public static string OfMember(MetadataReader reader, MemberReference member, string parent, SignatureNames names)
    {
        string name = reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(names, null);

            return $"F:{parent}.{name}";
        }

        return OfMethod(parent, name, member.DecodeMethodSignature(names, null));
    }

    /// <summary>Id of a method by its parts.</summary>
    public static string OfMethod(string parent, string name, MethodSignature<string> signature)
    {
        ImmutableArray<string> parameters = signature.ParameterTypes;
        string arity = signature.GenericParameterCount > 0 ? "``" + signature.GenericParameterCount : "";
        string list = parameters.Length > 0 ? "(" + string.Join(',', parameters) + ")" : "";
        bool isConversion = name is "op_Implicit" or "op_Explicit";

        return $"M:{parent}.{name.Replace('.', '#')}{arity}{list}{(isConversion ? "~" + signature.ReturnType : "")}";
    }
}
