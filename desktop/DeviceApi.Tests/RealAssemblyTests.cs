// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>The checks, on what goes onto the device.</summary>
public class RealAssemblyTests
{
    [Fact]
    public void Library_CompiledForThePc_UsesOnlyWhatTheDeviceHas()
    {
        using FileStream library = Repository.Output("Bg95Ssl.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Library)).Check(library));
    }

    [Fact]
    public void Cellular_CompiledForThePc_UsesOnlyWhatTheDeviceHas()
    {
        using FileStream library = Repository.Output("Bg95Cellular.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Library), "Bg95Ssl").Check(library));
    }

    [Fact]
    public void Mqtt_CompiledForThePc_UsesOnlyWhatTheDeviceHas()
    {
        using FileStream library = Repository.Output("Bg95Mqtt.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.OverStreams)).Check(library));
    }

    [Fact]
    public void MqttAdapter_CompiledForThePc_UsesOnlyWhatTheDeviceHas()
    {
        using FileStream library = Repository.Output("Bg95Mqtt.M2Mqtt.dll");

        AssertNone(new DeviceApiCheck(new ApiLists([.. ApiLists.OverStreams, "nanoFramework.M2Mqtt.Core"]), "Bg95Mqtt").Check(library));
    }

    [Fact]
    public void MqttUnitTests_CompiledForThePc_UseOnlyWhatTheDeviceHas()
    {
        using FileStream tests = Repository.Output("NFUnitTestMqtt.dll");

        AssertNone(new DeviceApiCheck(new ApiLists([.. ApiLists.OverStreams, "nanoFramework.TestFramework"]), "Bg95Mqtt").Check(tests));
    }

    [Fact]
    public void CellularUnitTests_CompiledForThePc_UseOnlyWhatTheDeviceHas()
    {
        using FileStream tests = Repository.Output("NFUnitTestCellular.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Tests), "Bg95Ssl", "Bg95Cellular").Check(tests));
    }

    [Fact]
    public void Http_CompiledForThePc_UsesOnlyWhatTheDeviceHas()
    {
        using FileStream library = Repository.Output("Bg95Http.dll");

        AssertNone(new DeviceApiCheck(new ApiLists("mscorlib", "System.IO.Streams")).Check(library));
    }

    [Fact]
    public void HttpUnitTests_CompiledForThePc_UseOnlyWhatTheDeviceHas()
    {
        using FileStream tests = Repository.Output("NFUnitTestHttp.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Tests), "Bg95Http").Check(tests));
    }

    [Fact]
    public void UnitTests_CompiledForThePc_UseOnlyWhatTheDeviceHas()
    {
        using FileStream tests = Repository.Output("NFUnitTest.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Tests), "Bg95Ssl").Check(tests));
    }

    public static TheoryData<string> Samples { get; } = [.. Repository.Samples()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_DevicePart_UsesOnlyWhatTheDeviceHas(string name)
    {
        using FileStream sample = Repository.Output(name + "Device.dll");

        AssertNone(new DeviceApiCheck(new ApiLists(ApiLists.Sample), "Bg95Ssl", "Bg95Cellular", "Bg95Http", "Bg95Mqtt").Check(sample));
    }

    public static TheoryData<string> DeviceAssemblies { get; } = [.. Repository.Samples().Select(name => name + "Device"), "Bg95Cellular", "Bg95Http", "Bg95Mqtt", "Bg95Mqtt.M2Mqtt", "Bg95Ssl", "NFUnitTest", "NFUnitTestCellular", "NFUnitTestHttp", "NFUnitTestCore", "NFUnitTestLines", "NFUnitTestMqtt", "NFUnitTestPrograms"];

    [Theory]
    [MemberData(nameof(DeviceAssemblies))]
    public void Assembly_NamesAndLiterals_CanBeAddressedOnTheDevice(string name)
    {
        using FileStream assembly = Repository.Output(name + ".dll");

        AssertNone(StringBudget.Check(assembly, name));
    }

    [Fact]
    public void Library_Types_ReferToNoHigherFloor()
    {
        using FileStream library = Repository.Output("Bg95Ssl.dll");
        using FileStream symbols = Repository.Output("Bg95Ssl.pdb");

        AssertNone(FloorCheck.Check(library, symbols, Repository.LibraryFolder));
    }

    [Theory]
    [InlineData("Bg95Ssl")]
    [InlineData("Bg95Cellular")]
    [InlineData("Bg95Http")]
    [InlineData("Bg95Mqtt")]
    [InlineData("Bg95Mqtt.M2Mqtt")]
    public void Library_Sources_KeepTheirBudget(string name)
    {
        Assert.NotEmpty(Repository.LibraryFiles(name));
        AssertNone(LineBudget.Check(Repository.LibraryFiles(name)));
    }

    [Fact]
    public void TestFramework_StandIn_OffersExactlyWhatTheDeviceOffers()
    {
        using FileStream standIn = Repository.Output("nanoFramework.TestFramework.dll");

        Assert.Equal(new ApiLists("nanoFramework.TestFramework").Ids.Order(StringComparer.Ordinal), PublicApi.Ids(standIn).Order(StringComparer.Ordinal));
    }

    // One finding a line: the assertions of xunit would cut the list short.
    private static void AssertNone(IReadOnlyList<Finding> findings)
    {
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
