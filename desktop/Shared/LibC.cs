// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.InteropServices;

namespace NanoBg95.Shared;

/// <summary>The calls of the C library that serial ports and pseudo-terminals take, with the numbers that differ between Linux and macOS.</summary>
internal static partial class LibC
{
    /// <summary>Larger than struct termios of any system (60 bytes on Linux, 72 on macOS): it stays opaque here.</summary>
    public const int TermiosSize = 256;

    public const short PollIn = 0x1;

    public const short PollOut = 0x4;

    /// <summary>POLLERR, POLLHUP, POLLNVAL: no more will come.</summary>
    public const short PollGone = 0x38;

    public const int NoSuchFile = 2;

    public const int Interrupted = 4;

    public const int NotPermitted = 13;

    public const int Busy = 16;

    private const int ReadWrite = 2;

    private const string Library = "libc";

    public static readonly int s_tryAgain = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>O_RDWR | O_NOCTTY.</summary>
    public static readonly int s_openFlags = ReadWrite | (OperatingSystem.IsMacOS() ? 0x20000 : 0x100);

    /// <summary>O_RDWR, O_NOCTTY, O_NONBLOCK and O_CLOEXEC: an open that does not wait for a carrier, for this process alone.</summary>
    public static readonly int s_openPortFlags = OperatingSystem.IsMacOS() ? 0x102_0006 : 0x8_0902;

    public static readonly int s_nonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    /// <summary>TIOCEXCL: nobody else may open the port.</summary>
    public static readonly nuint s_takeExclusive = OperatingSystem.IsMacOS() ? 0x2000_740Du : 0x540Cu;

    /// <summary>TIOCNXCL takes that back; a pseudo-terminal would keep it as long as its other end lives, also when who had it has died.</summary>
    public static readonly nuint s_releaseExclusive = OperatingSystem.IsMacOS() ? 0x2000740eu : 0x540du;

    [LibraryImport(Library, EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(int master);

    [LibraryImport(Library, EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(int master);

    [LibraryImport(Library, EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int SlaveName(int master, Span<byte> name, nuint size);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(Span<int> descriptors);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollDescriptor> descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetTermios(int descriptor, Span<byte> termios);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTermios(int descriptor, int when, ReadOnlySpan<byte> termios);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Span<byte> termios);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
