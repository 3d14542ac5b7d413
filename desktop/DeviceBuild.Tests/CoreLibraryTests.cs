// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NanoBg95.DeviceApi;
using Xunit;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>What desktop/DeviceApi says of the core library, held against the core library.</summary>
public class CoreLibraryTests
{
    private static readonly IReadOnlyCollection<string> s_list = new ApiLists(CoreLibrary.Name).Ids;

    [Fact]
    public void List_OfTheCoreLibrary_IsWhatItHas()
    {
        IReadOnlyList<string> differences = PublicIds.Differences(s_list, CoreLibrary.Assembly);

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [InlineData("T:System.String")]
    [InlineData("M:System.Object.MemberwiseClone")]
    [InlineData("P:System.Exception.Message")]
    [InlineData("F:System.Int32.MaxValue")]
    public void Differences_IdThatTheListLacks_IsTold(string id)
    {
        Assert.Equal(["not in the list: " + id], PublicIds.Differences([.. s_list.Where(listed => listed != id)], CoreLibrary.Assembly));
    }

    [Fact]
    public void Differences_IdThatOnlyTheListHas_IsTold()
    {
        const string Id = "M:System.String.Join(System.String,System.String[])";

        Assert.Equal(["in the list only: " + Id], PublicIds.Differences([.. s_list, Id], CoreLibrary.Assembly));
    }

    [Fact]
    public void Bases_OfEveryType_AreRealOnes()
    {
        IEnumerable<INamedTypeSymbol> types = PublicIds.Types(CoreLibrary.Assembly)
            .Concat(Stubs.All.Values.SelectMany(stub => PublicIds.Types(CoreLibrary.Symbol(stub))))
            .Where(type => type.TypeKind == TypeKind.Class);

        Assert.All(types, type => Assert.Empty(DeviceBases.Of(Name(type)).Except(Bases(type))));
    }

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return Name(current);
        }
    }

    private static string Name(INamedTypeSymbol type)
    {
        return type.GetDocumentationCommentId()![2..];
    }
}
