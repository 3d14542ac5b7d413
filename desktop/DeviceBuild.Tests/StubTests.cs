// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBg95.DeviceApi;
using Xunit;

namespace NanoBg95.DeviceBuild.Tests;

public class StubTests
{
    private const string M2MqttCore = "nanoFramework.M2Mqtt.Core";

    private static readonly string[] s_pcCore = ["System.Private.CoreLib.dll", "System.Runtime.dll"];

    private static readonly string[] s_list = ["T:N.C", "M:N.C.#ctor", "M:N.C.M(System.Int32)", "M:N.C.M(System.Byte[],System.Int32@)", "M:N.C.get_P", "P:N.C.P"];

    private const string Described = "[A] # 1.0\nclass N.C : System.IDisposable\n  public: #ctor\n  int: M, P\n  static void: M (.., out System.Int32 i)\n";

    public static TheoryData<string> Names { get; } = [.. StubFile.Parse(StubFile.Text).Select(described => described.Assembly)];

    [Fact]
    public void Stubs_OfTheLists_AreThereForAllButTheCoreLibrary()
    {
        Assert.Equal(
            typeof(ApiLists).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal),
            Stubs.All.Keys.Append(CoreLibrary.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stub_OfAnAssembly_HasWhatItsListHas(string name)
    {
        IReadOnlyList<string> differences = PublicIds.Differences(new ApiLists(name).Ids, CoreLibrary.Symbol(Stubs.All[name]));

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    // What is written against it on the PC must find the same on the device.
    [Fact]
    public void StandIn_OfM2MqttCore_HasWhatItsListHas()
    {
        IReadOnlyList<string> differences = PublicIds.Differences(new ApiLists(M2MqttCore).Ids, StandIn());

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public void StandIn_OfM2MqttCore_HasTheValuesOfTheStub()
    {
        string[] values = [.. Constants(CoreLibrary.Symbol(Stubs.All[M2MqttCore]))];

        Assert.NotEmpty(values);
        Assert.Equal(values, Constants(StandIn()));
    }

    [Fact]
    public void Source_OfADescribedList_DeclaresIt()
    {
        StubSource source = Source(s_list, Described);

        Assert.Empty(source.Faults);
        Assert.Contains("public class C : System.IDisposable", source.Text, StringComparison.Ordinal);
        Assert.Contains("public C()", source.Text, StringComparison.Ordinal);
        Assert.Contains("public int M(System.Int32 p0)", source.Text, StringComparison.Ordinal);
        Assert.Contains("public static void M(System.Byte[] p0, out System.Int32 i)", source.Text, StringComparison.Ordinal);
        Assert.Contains("public int P { get => throw null; }", source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T:N.D")]
    [InlineData("M:N.C.Other")]
    [InlineData("F:N.C.Other")]
    [InlineData("M:N.C.set_Q(System.Int32)")]
    public void Source_IdThatIsNotDescribed_IsAFault(string id)
    {
        Assert.Equal(["stubs.txt does not describe " + id], Source([.. s_list, id], Described).Faults);
    }

    [Theory]
    [InlineData("class N.D\n", "N.D")]
    [InlineData("  void: Other\n", "N.C, Other")]
    [InlineData("  void: M (System.Int64 i)\n", "N.C, M (System.Int64 i)")]
    public void Source_DescriptionOfNothing_IsAFault(string line, string what)
    {
        Assert.Equal([$"stubs.txt describes {what}, which no list has"], Source(s_list, Described + line).Faults);
    }

    [Theory]
    [InlineData("  int: M\n")]
    [InlineData("[A]\n  int: M\n")]
    [InlineData("[A]\nclass N.C { }\n")]
    [InlineData("[A]\nclass N.C\n  int M\n")]
    public void Parse_LineOfNoKnownForm_Throws(string text)
    {
        Assert.Throws<FormatException>(() => StubFile.Parse(text));
    }

    // Read with the PC's core library: without it the compiler does not know what an enum is.
    private static IAssemblySymbol StandIn()
    {
        MetadataReference standIn = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, M2MqttCore + ".dll"));
        IEnumerable<MetadataReference> core = s_pcCore.Select(name => MetadataReference.CreateFromFile(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name)));

        return (IAssemblySymbol)CSharpCompilation.Create("Reader", references: core.Append(standIn)).GetAssemblyOrModuleSymbol(standIn)!;
    }

    private static IEnumerable<string> Constants(IAssemblySymbol assembly)
    {
        return PublicIds.Types(assembly).SelectMany(type => type.GetMembers()).OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => $"{field.GetDocumentationCommentId()} = {field.ConstantValue}").Order(StringComparer.Ordinal);
    }

    private static StubSource Source(string[] list, string described)
    {
        return new StubSource(list, StubFile.Parse(described)[0].Types);
    }
}
