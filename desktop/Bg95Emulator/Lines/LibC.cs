// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.InteropServices;

namespace Bg95Emulator;

/// <summary>The C library calls a pseudo-terminal takes, with the constants that differ between Linux and macOS.</summary>
internal static partial class LibC
{
    /// <summary>Larger than struct termios of any system (60 bytes on Linux, 72 on macOS): it stays opaque here.</summary>
    public const int TermiosSize = 256;

    public const short PollIn = 0x1;

    public const short PollOut = 0x4;

    public const int Interrupted = 4;

    private const int ReadWrite = 2;

    private const string Library = "libc";

    public static readonly int s_tryAgain = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>O_RDWR | O_NOCTTY.</summary>
    public static readonly int s_openFlags = ReadWrite | (OperatingSystem.IsMacOS() ? 0x20000 : 0x100);

    public static readonly int s_nonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    /// <summary>TIOCNXCL, which takes back what a program that died with the port open had reserved.</summary>
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
