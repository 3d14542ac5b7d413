// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>The documentation ids of what other assemblies can name: the form of the lists.</summary>
internal static class PublicIds
{
    /// <summary>Ids of every public or protected type and member of an assembly.</summary>
    public static IEnumerable<string> Of(IAssemblySymbol assembly)
    {
        return Below(assembly.GlobalNamespace).Select(symbol => symbol.GetDocumentationCommentId()!);
    }

    /// <summary>Its public types.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(IAssemblySymbol assembly)
    {
        return Below(assembly.GlobalNamespace).OfType<INamedTypeSymbol>();
    }

    /// <summary>How a list and an assembly differ, in both directions.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyCollection<string> list, IAssemblySymbol assembly)
    {
        IReadOnlyCollection<string> real = [.. Of(assembly)];

        return [.. real.Except(list).Select(id => "not in the list: " + id), .. list.Except(real).Select(id => "in the list only: " + id)];
    }

    private static IEnumerable<ISymbol> Below(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol symbol in container.GetMembers())
        {
            if (symbol is not INamespaceSymbol)
            {
                if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                {
                    continue;
                }

                yield return symbol;
            }

            if (symbol is INamespaceOrTypeSymbol inner)
            {
                foreach (ISymbol below in Below(inner))
                {
                    yield return below;
                }
            }
        }
    }
}
