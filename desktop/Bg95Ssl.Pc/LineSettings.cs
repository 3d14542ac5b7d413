// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Bg95Ssl.Pc;

/// <summary>Sets a port's speed and form: bytes as they are, eight bits, no parity, one stop bit.</summary>
internal static partial class LineSettings
{
    private const string Library = "libc";

    // A divider of the UART's clock seldom meets a rate to the bit; a receiver bears 2 % or more.
    private const double Tolerance = 0.03;

    /// <exception cref="IOException">The descriptor is no serial port's, or the port cannot do this.</exception>
    public static void Apply(int descriptor, string name, int baudRate, bool flowControl)
    {
        if (OperatingSystem.IsMacOS())
        {
            ApplyMac(descriptor, name, baudRate, flowControl);
        }
        else
        {
            ApplyLinux(descriptor, name, baudRate, flowControl);
        }
    }

    // The kernel's own call takes any rate, whatever C library there is: glibc and musl, old and new, do not agree on what a
    // rate is in theirs.
    private static void ApplyLinux(int descriptor, string name, int baudRate, bool flowControl)
    {
        const uint Get = 0x802C_542A;
        const uint Set = 0x402C_542B;
        const uint EightBits = 0x30;
        const uint Receiver = 0x80;
        const uint HangUpOnClose = 0x400;
        const uint NoModemControl = 0x800;
        const uint AnyRate = 0x1000;
        const uint RtsCts = 0x8000_0000;

        LinuxTermios settings = default;
        Check(Control(descriptor, Get, ref settings), name, "is no serial port");

        settings.Input = 0;
        settings.Output = 0;
        settings.Local = 0;
        settings.Control = (settings.Control & HangUpOnClose) | EightBits | Receiver | NoModemControl | AnyRate | (flowControl ? RtsCts : 0);
        settings.Discipline = 0;

        // With a minimum of 0 a read in vain would look like the end.
        settings.Time = 0;
        settings.Minimum = 1;
        settings.InputRate = (uint)baudRate;
        settings.OutputRate = (uint)baudRate;
        Check(Control(descriptor, Set, ref settings), name, $"cannot be set to {baudRate} baud");

        // What a driver cannot do it leaves out without a word.
        Check(Control(descriptor, Get, ref settings), name, "is no serial port");

        if (Math.Abs((double)settings.OutputRate - baudRate) > baudRate * Tolerance)
        {
            throw new IOException($"{name} cannot do {baudRate} baud; it does {settings.OutputRate}.");
        }
    }

    private static void ApplyMac(int descriptor, string name, int baudRate, bool flowControl)
    {
        // struct termios has 72 bytes, the third of its 64-bit words being the control modes.
        const int Words = 9;
        const int ControlWord = 2;
        const ulong Receiver = 0x800;
        const ulong NoModemControl = 0x8000;
        const ulong RtsCts = 0x3_0000;
        const int StandardRate = 9600;
        const int HighestOfPosix = 230_400;

        Span<ulong> settings = stackalloc ulong[Words];
        Check(GetTermios(descriptor, settings), name, "is no serial port");
        MakeRaw(settings);
        settings[ControlWord] = (settings[ControlWord] & ~RtsCts) | Receiver | NoModemControl | (flowControl ? RtsCts : 0);
        bool standard = baudRate <= HighestOfPosix;
        Check(SetSpeed(settings, (nuint)(standard ? baudRate : StandardRate)), name, $"cannot be set to {baudRate} baud");
        Check(SetTermios(descriptor, 0, settings), name, $"cannot be set to {baudRate} baud");

        // A pseudo-terminal has no speed and refuses; a port that refuses does not have this one.
        if (!standard && SetAnyRate(descriptor, (nuint)baudRate) != 0 && !name.StartsWith("/dev/ttys", StringComparison.Ordinal))
        {
            throw new IOException($"{name} cannot do {baudRate} baud: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static int SetAnyRate(int descriptor, nuint baudRate)
    {
        const nuint Request = 0x8008_5402; // IOSSIOSPEED

        // ioctl is variadic. Apple's ARM has such arguments on the stack, where a call finds its ninth.
        return RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ControlByStack(descriptor, Request, 0, 0, 0, 0, 0, 0, in baudRate)
            : Control(descriptor, Request, in baudRate);
    }

    private static void Check(int result, string name, string trouble)
    {
        if (result < 0)
        {
            throw new IOException($"{name} {trouble}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, ref LinuxTermios settings);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, in nuint value);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ControlByStack(
        int descriptor, nuint request, nint third, nint fourth, nint fifth, nint sixth, nint seventh, nint eighth, in nuint value);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetTermios(int descriptor, Span<ulong> settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetTermios(int descriptor, int when, ReadOnlySpan<ulong> settings);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Span<ulong> settings);

    [LibraryImport(Library, EntryPoint = "cfsetspeed", SetLastError = true)]
    private static partial int SetSpeed(Span<ulong> settings, nuint baudRate);

    /// <summary>The kernel's struct termios2, as all processors have it that .NET runs on, but for PowerPC.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 44)]
    private struct LinuxTermios
    {
        [FieldOffset(0)]
        public uint Input;
        [FieldOffset(4)]
        public uint Output;
        [FieldOffset(8)]
        public uint Control;
        [FieldOffset(12)]
        public uint Local;
        [FieldOffset(16)]
        public byte Discipline;
        [FieldOffset(22)]
        public byte Time;
        [FieldOffset(23)]
        public byte Minimum;
        [FieldOffset(36)]
        public uint InputRate;
        [FieldOffset(40)]
        public uint OutputRate;
    }
}
