// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace NanoBg95.DeviceApi;

/// <summary>
/// Who derives from whom in the device's assemblies, read off the sources of CoreLibrary 1.17 and System.IO.Streams 1.1.
/// The lists do not say it, and a member may be called through a derived type.
/// </summary>
public static class DeviceBases
{
    private static readonly Dictionary<string, string> s_bases = new()
    {
        ["System.ArgumentException"] = "System.SystemException",
        ["System.ArgumentNullException"] = "System.ArgumentException",
        ["System.ArgumentOutOfRangeException"] = "System.ArgumentException",
        ["System.Enum"] = "System.ValueType",
        ["System.FormatException"] = "System.SystemException",
        ["System.IndexOutOfRangeException"] = "System.SystemException",
        ["System.InvalidCastException"] = "System.SystemException",
        ["System.InvalidOperationException"] = "System.SystemException",
        ["System.IO.IOException"] = "System.SystemException",
        ["System.IO.MemoryStream"] = "System.IO.Stream",
        ["System.IO.Stream"] = "System.MarshalByRefObject",
        ["System.MulticastDelegate"] = "System.Delegate",
        ["System.NotImplementedException"] = "System.SystemException",
        ["System.NotSupportedException"] = "System.SystemException",
        ["System.NullReferenceException"] = "System.SystemException",
        ["System.ObjectDisposedException"] = "System.SystemException",
        ["System.OutOfMemoryException"] = "System.SystemException",
        ["System.PlatformNotSupportedException"] = "System.NotSupportedException",
        ["System.SystemException"] = "System.Exception",
        ["System.Threading.AutoResetEvent"] = "System.Threading.WaitHandle",
        ["System.Threading.ManualResetEvent"] = "System.Threading.WaitHandle",
        ["System.Threading.ThreadAbortException"] = "System.SystemException",
        ["System.Threading.Timer"] = "System.MarshalByRefObject",
        ["System.Threading.WaitHandle"] = "System.MarshalByRefObject",
        ["System.TimeoutException"] = "System.SystemException",
    };

    /// <summary>The bases of a type, nearest first; object is the last of every type.</summary>
    public static IEnumerable<string> Of(string type)
    {
        string current = type;
        while (s_bases.TryGetValue(current, out string? next))
        {
            yield return next;
            current = next;
        }

        if (type != "System.Object")
        {
            yield return "System.Object";
        }
    }
}
