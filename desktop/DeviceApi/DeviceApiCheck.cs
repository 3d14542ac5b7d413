// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoBg95.DeviceApi;

/// <summary>Reports every name in a compiled assembly that the device does not have, and every construct it does not run.</summary>
/// <param name="lists">What there is on the device.</param>
/// <param name="ownAssemblies">Assemblies that go onto the device along with this one: their names are taken as there.</param>
public sealed class DeviceApiCheck(ApiLists lists, params IReadOnlyCollection<string> ownAssemblies)
{
    private const string NotThere = "not on the device";

    /// <summary>Checks an assembly.</summary>
    /// <param name="assembly">The compiled assembly.</param>
    /// <param name="isDeviceType">Which of its types go onto the device; all of them unless said otherwise.</param>
    public IReadOnlyList<Finding> Check(Stream assembly, Func<string, bool>? isDeviceType = null)
    {
        using PEReader image = new(assembly);
        AssemblyWalk walk = new(image);
        bool IsIn(TypeDefinitionHandle owner)
        {
            return isDeviceType is null || (!owner.IsNil && isDeviceType(SignatureNames.Name(walk.Reader, owner)));
        }

        List<Finding> findings = [.. ConstructRules.Check(walk, IsIn)];
        findings.AddRange(OverrideRule.Check(walk.Reader, lists, ownAssemblies, IsIn));
        Dictionary<EntityHandle, List<Use>> uses = [];
        foreach (Use use in walk.Uses.Where(use => IsIn(use.Owner)))
        {
            if (!uses.TryGetValue(use.Target, out List<Use>? list))
            {
                uses.Add(use.Target, list = []);
            }

            list.Add(use);
        }

        // The tables are gone through in full, so that nothing is missed because the walk did not come by.
        foreach (MemberReferenceHandle handle in walk.Reader.MemberReferences)
        {
            if (isDeviceType is null || uses.ContainsKey(handle))
            {
                findings.AddRange(CheckMember(walk.Reader, handle, uses.GetValueOrDefault(handle, [])));
            }
        }

        HashSet<EntityHandle> judged = NamedByMembers(walk.Reader);
        foreach (TypeReferenceHandle handle in walk.Reader.TypeReferences)
        {
            bool isUsed = uses.ContainsKey(handle);

            // A type that only stands before a member or in its signature was judged with the member.
            if (isUsed || (isDeviceType is null && !judged.Contains(handle) && !IsScope(walk.Reader, handle)))
            {
                findings.AddRange(CheckType(walk.Reader, handle, uses.GetValueOrDefault(handle, [])));
            }
        }

        return findings;
    }

    private IEnumerable<Finding> CheckMember(MetadataReader reader, MemberReferenceHandle handle, List<Use> uses)
    {
        MemberReference member = reader.GetMemberReference(handle);
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            // Arrays and generic instances are reported by their shape; anything else has no business here.
            return member.Parent.Kind == HandleKind.TypeSpecification
                ? []
                : [new Finding("odd reference", FirstPlace(uses), reader.GetString(member.Name))];
        }

        TypeReferenceHandle parent = (TypeReferenceHandle)member.Parent;
        string id = DocumentationId.OfMember(reader, member, SignatureNames.Name(reader, parent), new SignatureNames());
        if (IsOwn(reader, parent) || lists.Has(id))
        {
            return [];
        }

        DocumentationId.Split(id, out string type, out _);

        return Judge(reader, uses, id, "T:" + type);
    }

    private IEnumerable<Finding> CheckType(MetadataReader reader, TypeReferenceHandle handle, List<Use> uses)
    {
        string id = "T:" + SignatureNames.Name(reader, handle);

        return IsOwn(reader, handle) || lists.Has(id) ? [] : Judge(reader, uses, id, id);
    }

    /// <summary>Looks a name that is not listed up in the table of equivalents, and reports the places where it may not stand.</summary>
    private static IEnumerable<Finding> Judge(MetadataReader reader, List<Use> uses, string id, string typeId)
    {
        Equivalent? equivalent = Equivalent.Table.FirstOrDefault(e => e.DesktopId == id || (e.Place is Place.Attribute or Place.LambdaAttribute or Place.Interpolation && e.DesktopId == typeId));
        if (uses.Count == 0)
        {
            return [new Finding(NotThere, "the metadata", id)];
        }

        return uses
            .Where(use => equivalent is null || !MayStand(reader, equivalent.Place, use))
            .Select(use => new Finding(NotThere, use.Where, id))
            .Distinct();
    }

    private static bool MayStand(MetadataReader reader, Place place, Use use)
    {
        return place switch
        {
            Place.Attribute => use.Kind == UseKind.Attribute,
            Place.LambdaAttribute => use.Kind == UseKind.Attribute && IsLambda(reader, use.Method),
            Place.CodeWithDefault => use.Kind == UseKind.Code && use.IsAfterZero,
            Place.Interpolation => use.Kind != UseKind.Attribute,
            Place.ThreadStart => use.Kind == UseKind.Code && ThreadStarter.Is(reader, use.Method),
            Place.EventAccessor => use.Kind == UseKind.Code && EventAccessor.IsWrittenByCompiler(reader, use.Method),
            _ => use.Kind == UseKind.Code,
        };
    }

    // No name in source can begin with an angle bracket.
    private static bool IsLambda(MetadataReader reader, MethodDefinitionHandle method)
    {
        return !method.IsNil && reader.GetString(reader.GetMethodDefinition(method).Name).StartsWith('<');
    }

    private bool IsOwn(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOwn(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => ownAssemblies.Contains(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            _ => false,
        };
    }

    private static HashSet<EntityHandle> NamedByMembers(MetadataReader reader)
    {
        HashSet<EntityHandle> named = [];
        SignatureNames names = new(handle => named.Add(handle));
        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            named.Add(member.Parent);
            DocumentationId.OfMember(reader, member, "", names);
        }

        return named;
    }

    private static bool IsScope(MetadataReader reader, TypeReferenceHandle outer)
    {
        return reader.TypeReferences.Any(handle => reader.GetTypeReference(handle).ResolutionScope == outer);
    }

    private static string FirstPlace(List<Use> uses)
    {
        return uses.Count > 0 ? uses[0].Where : "the metadata";
    }
}
