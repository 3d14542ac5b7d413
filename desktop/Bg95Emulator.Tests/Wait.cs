// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>For what happens on threads of the module and leaves no byte on the line to wait for.</summary>
internal static class Wait
{
    public static void Until(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)));
}
