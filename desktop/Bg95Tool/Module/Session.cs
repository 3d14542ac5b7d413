// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using Bg95Cellular;
using Bg95Emulator;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>
/// A modem on its line for one command. Ctrl-C and --timeout give the work a moment to end by itself; then the line is closed under
/// it, and opened once more to leave the module at rest: listening for commands, with no socket open.
/// </summary>
internal sealed class Session : IDisposable
{
    private const int SettleLimit = 12_000;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly CommonSettings _settings;
    private readonly ModuleLine _line;
    private readonly TranscriptWriter? _log;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _onEnd;
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private ITimer? _grace;
    private volatile bool _isForced;

    /// <summary>Makes the way to the module; nothing is opened.</summary>
    /// <param name="settings">Where the module is.</param>
    /// <param name="narration">Who is told what is done.</param>
    /// <param name="clock">For limits and times.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <param name="caName">The name that an emulated module has its server's certificate under.</param>
    /// <param name="driverTime">What the driver's limits are measured by; null for real time.</param>
    public Session(CommonSettings settings, Narration narration, TimeProvider clock, CancellationToken stop, string caName, TimeSource? driverTime = null)
    {
        _settings = settings;
        _clock = clock;
        _begun = clock.GetTimestamp();
        _stop = stop;
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Narration = narration;
        _line = ModuleLine.Create(settings, caName);
        ITransport transport = _line.Transport;
        DataTerminalReadyHandler? moveDtr = _line.DataTerminalReady;
        if (settings.Log != null)
        {
            HostDialogue dialogue = new(clock);
            dialogue.Dialogue += Count;
            _log = new TranscriptWriter(dialogue, new StreamWriter(settings.Log), settings.LogWithPayload);
            transport = new RecordedTransport(transport, dialogue);
            moveDtr = moveDtr == null ? null : isReady =>
            {
                dialogue.MoveDataTerminalReady();
                _line.DataTerminalReady!(isReady);
            };
        }

        Modem = new Bg95Modem(transport, Bg95Modem.MaximumReceiveBufferSize, driverTime) { UrcPort = settings.UrcPort };
        Modem.SslContexts.DataTerminalReady = moveDtr;
        Connection = new CellularConnection(Modem);
        _onEnd = _end.Token.Register(() => _grace = clock.CreateTimer(_ => CloseByForce(), null, s_grace, Timeout.InfiniteTimeSpan));
        if (settings.Timeout is TimeSpan limit)
        {
            _end.CancelAfter(limit);
        }
    }

    /// <summary>The modem.</summary>
    public Bg95Modem Modem { get; }

    /// <summary>What takes it online.</summary>
    public CellularConnection Connection { get; }

    /// <summary>Who is told what is done.</summary>
    public Narration Narration { get; }

    /// <summary>The server beside an emulated module, or null.</summary>
    public TryServer? Server => _line.Server;

    /// <summary>What the options say.</summary>
    public CommonSettings Settings => _settings;

    /// <summary>The step that was begun last, for whoever explains a failure.</summary>
    public string Step { get; private set; } = "port";

    /// <summary>Ctrl-C was pressed, or the time is over: the work has to end.</summary>
    public bool IsEnding => _end.IsCancellationRequested;

    /// <summary>The same, to wait for.</summary>
    public CancellationToken Ending => _end.Token;

    /// <summary>Ctrl-C was pressed.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>How many events the log has, and how many bytes it leaves out.</summary>
    public (int Events, int Withheld) Logged { get; private set; }

    /// <summary>A file that is being written: what there is of it is deleted if the work ends before it is whole.</summary>
    public string? Unfinished { get; set; }

    /// <summary>Time since the session began.</summary>
    public TimeSpan Time => _clock.GetElapsedTime(_begun);

    /// <summary>Begins a step.</summary>
    /// <param name="step">Its name, for a failure.</param>
    /// <param name="doing">What is done, to read.</param>
    public void Begin(string step, string doing)
    {
        Step = step;
        Narration.Begin(doing);
        _end.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Opens the port and finds the module.</summary>
    public void Open()
    {
        Begin("port", "opening " + _settings.Place);
        _line.Transport.Open();
        Begin("module", "looking for the module on " + _settings.Place);
        int limit = Math.Min(Bg95Modem.DefaultOpenTimeoutMilliseconds, TimeLeft(Bg95Modem.DefaultOpenTimeoutMilliseconds));
        Modem.Open(Math.Max(1000, limit));
    }

    /// <summary>What is left of --timeout in milliseconds, or a limit where there is none.</summary>
    public int TimeLeft(int limit)
    {
        double left = _settings.Timeout is TimeSpan all ? (all - Time).TotalMilliseconds : limit;
        return (int)Math.Clamp(left, 0, int.MaxValue);
    }

    /// <summary>Ends the work's moment, leaves the module at rest, and closes the line.</summary>
    public void Dispose()
    {
        _onEnd.Dispose();
        _grace?.Dispose();
        Settle();
        Modem.Dispose();
        _log?.Dispose();
        _line.Dispose();
        _end.Dispose();
    }

    private void CloseByForce()
    {
        _isForced = true;
        Modem.Close();
    }

    // What was under way when the line was closed is over when the module answers again; sockets that are open are closed.
    private void Settle()
    {
        if (!_isForced)
        {
            return;
        }

        try
        {
            Narration.Begin("leaving the module at rest");
            Modem.Close();
            Modem.Open(SettleLimit);
            if (Unfinished != null && Modem.Files.GetSize(Unfinished) >= 0)
            {
                Modem.Files.Delete(Unfinished);
            }
        }
        catch (Exception fault) when (fault is Bg95Exception or IOException or InvalidOperationException or UnauthorizedAccessException
            or System.Net.Sockets.SocketException)
        {
            Narration.WriteLine("The module does not answer any more; it may have a socket open, which the next run closes.");
        }
    }

    private void Count(DialogueEvent happened)
    {
        bool isPayload = happened.Kind is DialogueKind.Data or DialogueKind.Payload;
        int withheld = happened.Withheld + (isPayload && !_settings.LogWithPayload ? happened.Bytes.Length : 0);
        Logged = (Logged.Events + 1, Logged.Withheld + withheld);
    }
}
