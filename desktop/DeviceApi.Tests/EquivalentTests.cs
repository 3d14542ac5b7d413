// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

public class EquivalentTests
{
    private static readonly ApiLists s_lists = new(ApiLists.Library);

    [Fact]
    public void Table_EveryEntry_IsMissingOnTheDeviceAndStandsForSomethingThatIsThere()
    {
        Assert.All(Equivalent.Table, entry =>
        {
            Assert.False(s_lists.Has(entry.DesktopId), entry.DesktopId + " is listed: the entry is not needed.");
            Assert.All(entry.DeviceIds, id => Assert.True(s_lists.Has(id), id));
            Assert.NotEmpty(entry.Reason);
        });
    }

    [Fact]
    public void Table_OnlyAttributesAndWhatIsNotCompiledThere_MayStandForNothing()
    {
        Assert.All(
            Equivalent.Table.Where(entry => entry.DeviceIds.Length == 0),
            entry => Assert.True(entry.Place is Place.Attribute or Place.LambdaAttribute or Place.ThreadStart));
        Assert.Single(Equivalent.Table, entry => entry.Place == Place.ThreadStart);
    }

    [Fact]
    public void Has_MemberOfABaseOnTheDevice_IsFoundThroughTheDerivedType()
    {
        Assert.True(s_lists.Has("M:System.Threading.AutoResetEvent.WaitOne"));
        Assert.True(s_lists.Has("M:System.ArgumentNullException.get_Message"));
        Assert.True(s_lists.Has("M:System.IO.MemoryStream.Dispose"));
        Assert.True(s_lists.Has("M:System.Threading.Thread.ToString"));
        Assert.False(s_lists.Has("M:System.Threading.AutoResetEvent.Dispose"));
        Assert.False(s_lists.Has("M:System.ArgumentNullException.#ctor(System.String,System.Int32)"));
    }
}
