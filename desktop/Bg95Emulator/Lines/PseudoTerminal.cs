// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using NanoBg95.Shared;

namespace Bg95Emulator;

/// <summary>
/// A serial port without hardware (Linux and macOS): a program opens <see cref="Name"/> with System.IO.Ports and talks
/// to whoever serves <see cref="Stream"/>.
/// </summary>
public sealed class PseudoTerminal : IDisposable
{
    private readonly PseudoTerminalStream _stream;

    private PseudoTerminal(string name, PseudoTerminalStream stream)
    {
        Name = name;
        _stream = stream;
    }

    /// <summary>Path of the port to open, such as /dev/pts/3.</summary>
    public string Name { get; }

    /// <summary>The module's end. A blocked read ends, with 0, when the terminal is disposed.</summary>
    public Stream Stream => _stream;

    /// <summary>Makes a new port in raw mode.</summary>
    /// <exception cref="PlatformNotSupportedException">The system has no pseudo-terminals (Windows).</exception>
    /// <exception cref="IOException">The system refused.</exception>
    public static PseudoTerminal Open()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            throw new PlatformNotSupportedException("Pseudo-terminals exist on Linux and macOS; use a TCP port here.");
        }

        // posix_openpt() is this open() on both systems, but need not take the non-blocking flag.
        int master = Check(LibC.Open("/dev/ptmx", LibC.s_openFlags | LibC.s_nonBlocking), "open /dev/ptmx");
        int slave = -1;
        try
        {
            Check(LibC.Grant(master), "grantpt");
            Check(LibC.Unlock(master), "unlockpt");
            string name = ReadSlaveName(master);

            // As long as one slave descriptor is open the master never sees an error when a program closes its own.
            slave = Check(LibC.Open(name, LibC.s_openFlags), "open");
            MakeRaw(slave);
            return new PseudoTerminal(name, new PseudoTerminalStream(master, slave));
        }
        catch
        {
            LibC.Close(master);
            if (slave >= 0)
            {
                LibC.Close(slave);
            }

            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new IOException(call + ": " + Marshal.GetLastPInvokeErrorMessage());

    private static string ReadSlaveName(int master)
    {
        Span<byte> name = stackalloc byte[256];
        if (LibC.SlaveName(master, name, (nuint)name.Length) != 0)
        {
            throw new IOException("ptsname_r: " + Marshal.GetLastPInvokeErrorMessage());
        }

        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }

    private static void MakeRaw(int slave)
    {
        Span<byte> termios = stackalloc byte[LibC.TermiosSize];
        Check(LibC.GetTermios(slave, termios), "tcgetattr");
        LibC.MakeRaw(termios);
        Check(LibC.SetTermios(slave, 0, termios), "tcsetattr");
    }
}
