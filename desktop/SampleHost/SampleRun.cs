// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using Bg95Cellular;
using Bg95Emulator;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>One run on a PC: a modem on its line, each step told on the screen, and a last line that says OK or FAILED.</summary>
public sealed class SampleRun : IDisposable
{
    // What each step of going online does, by its number.
    private static readonly string[] s_steps =
    [
        "starting", "looking for the module", "setting access point and radio", "waiting for the SIM card", "waiting for registration",
        "waiting for the data connection", "setting the clock", "working",
    ];

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly ModuleLine _line;
    private Exception? _emulatorFault;

    /// <summary>Makes the way to the module; the modem is yet to be opened.</summary>
    /// <param name="settings">Where the module is.</param>
    /// <param name="screen">What a person sees.</param>
    /// <param name="localHost">A name that is to mean this PC for the emulated module, or null.</param>
    public SampleRun(SampleSettings settings, Screen screen, string? localHost)
    {
        Settings = settings;
        Screen = screen;
        _line = settings.Port != null
            ? ModuleLine.ToPort(settings)
            : ModuleLine.ToEmulator(settings.Baud, localHost, fault => Interlocked.CompareExchange(ref _emulatorFault, fault, null));
        screen.Step("module", _line.Description);

        if (_line.Emulator == null)
        {
            screen.Step(string.Empty, $"looking for it, up to {Bg95Modem.DefaultOpenTimeoutMilliseconds / 1000} s");
        }

        screen.Doing("looking for the module");

        if (settings.Trace)
        {
            _line.Trace(screen.Trace);
        }

        Modem = new Bg95Modem(_line.Transport);
    }

    /// <summary>What the command line said.</summary>
    public SampleSettings Settings { get; }

    /// <summary>What a person sees.</summary>
    public Screen Screen { get; }

    /// <summary>The modem.</summary>
    public Bg95Modem Modem { get; }

    /// <summary>Null when the module is a real one.</summary>
    public EmulatedModule? Emulator => _line.Emulator;

    /// <summary>Time since the run began.</summary>
    public TimeSpan Time => _time.Elapsed;

    /// <summary>Runs a sample and shows what goes wrong with it. Returns the process's exit code.</summary>
    /// <param name="settings">What the command line says.</param>
    /// <param name="title">The first line.</param>
    /// <param name="sample">The sample; true if all is as it should be.</param>
    public static int Run(SampleSettings settings, string title, Func<Screen, bool> sample)
    {
        using Screen screen = new(settings.Trace);

        try
        {
            screen.Title(title + (settings.Port == null ? " through an emulated BG95" : " through a BG95"));
            return sample(screen) ? 0 : 1;
        }
        catch (Exception e) when (e is Bg95Exception or IOException or UnauthorizedAccessException
            or ArgumentException or InvalidOperationException or TimeoutException or CryptographicException
            or OptionException or PortException)
        {
            screen.Failure(e.Message, Hints.For(e, settings));
            return 1;
        }
    }

    /// <summary>Sets the module's DTR line, where this line has one. Null where it has none.</summary>
    public DataTerminalReadyHandler? DataTerminalReady => _line.DataTerminalReady;

    /// <summary>Takes the modem online and tells each step that takes its time.</summary>
    /// <param name="connection">What takes it online.</param>
    /// <param name="options">What it needs for that.</param>
    public void GoOnline(CellularConnection connection, OnlineOptions options)
    {
        connection.StepBegun += (_, step) => Screen.Doing(s_steps[(int)step]);
        connection.GoOnline(options);
        Screen.Doing("working");
        string? address = Modem.Pdp.GetAddress(options.PdpContextId);
        Screen.Step("online", Screen.Invariant($"APN \"{Settings.Apn}\", address {address}, after {Time.TotalSeconds:0.00} s"));
    }

    /// <summary>Takes the modem online, has it trust a CA, and tells it.</summary>
    /// <param name="connection">What takes it online.</param>
    /// <param name="options">What it needs for that.</param>
    /// <param name="trust">Takes the modem and the certificate, returns the settings of a connection.</param>
    /// <param name="ca">The certificate.</param>
    public SslContext Prepare(CellularConnection connection, OnlineOptions options, Func<Bg95Modem, byte[], SslContext> trust, byte[] ca)
    {
        GoOnline(connection, options);
        Screen.Doing("uploading the CA certificate");
        SslContext tls = trust(Modem, ca);
        Screen.Step("CA", $"{tls.CaCertificate}, {ca.Length} bytes, in the module; size and checksum verified");

        if (Settings.Suite is int suite)
        {
            tls.CipherSuite = (CipherSuite)suite;
        }

        return tls;
    }

    /// <summary>Does what begins with a connection. If it does not open, the module is asked why.</summary>
    /// <param name="action">The step; SSL context 0 is what it connects with.</param>
    public T Connecting<T>(Func<T> action)
    {
        Screen.Doing("connecting");

        try
        {
            T result = action();
            Screen.Doing("working");
            return result;
        }
        catch (Bg95Exception e) when (e.Error is Bg95Error.SocketConnectionFailed or Bg95Error.DnsParseFailed)
        {
            Screen.Doing("asking the module for the reason");
            string found = Modem.Diagnose(Modem.SslContexts[0], Settings.Host).ToString();
            Screen.Step("found", found.Length > 0 ? found : "the module's side is in order");
            throw;
        }
    }

    /// <summary>What the connection is; the module does not tell, the emulated one can be asked.</summary>
    public string Negotiated()
    {
        foreach (SocketSnapshot socket in Emulator?.Sockets ?? [])
        {
            if (socket.Version.Length > 0)
            {
                return $"{socket.Version}, {(CipherSuite)socket.CipherSuite}";
            }
        }

        return "TLS 1.2";
    }

    /// <summary>Ends the run: the line's counters and OK; or why it failed all the same.</summary>
    /// <param name="good">Whether all that the sample checked was right; what was not it has told.</param>
    /// <param name="what">What was shown.</param>
    public bool Conclude(bool good, string what)
    {
        if (_emulatorFault != null)
        {
            Screen.Failure("the emulated module failed: " + _emulatorFault, "This is a bug of the emulator: please report it.");
            return false;
        }

        if (good)
        {
            LineStatistics line = Modem.Statistics;
            Screen.Space();
            Screen.Step("line", $"{line[LineCounter.DamagedPayloads]} damaged payloads, {line[LineCounter.Timeouts]} time-outs, {line[LineCounter.UnknownLines]} unknown lines");
            Screen.Success(Screen.Invariant($"OK: {what}; {Time.TotalSeconds:0.0} s in all"));
        }

        return good;
    }

    /// <summary>Closes the line and ends the emulated module.</summary>
    public void Dispose()
    {
        Modem.Dispose();
        _line.Dispose();
    }
}
