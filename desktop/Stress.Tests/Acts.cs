// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Ssl;

namespace Stress.Tests;

/// <summary>What a thread of the program may do: every public member of the library, alone or with what it goes with.</summary>
internal sealed class Acts(StressRun run, Random random)
{
    private const int Short = 20000;
    private const int SendLimit = 30000;

    private readonly byte[] _buffer = new byte[2000];
    private readonly SslSocketInfo[] _infos = [new(), new(), new()];
    private readonly UrcHandler _urcHandler = (_, e) => run.Note(e.Line.Length, e.Line.StartsWith("+CREG", StringComparison.Ordinal));
    private readonly EventHandler _counting = (_, _) => run.Events++;

    private Bg95Modem Modem => run.Modem;

    private SslContext Context => Modem.SslContexts[random.Next(SslContextCollection.Count)];

    /// <summary>Gives the acts: a name, how often each is drawn, how long it may take, what is done.</summary>
    public Act[] All() =>
    [
        new("connect", 20, 360000 + 175000, Connect),
        new("send", 30, 2 * SendLimit, () => Use(SendSome)),
        new("send variable", 6, SendLimit, () => Use(each => SendVariable(each))),
        new("receive", 40, 15000, () => Use(each => Check(each, each.Socket.Receive(_buffer, 0, random.Next(1, 2000), random.Next(5000))))),
        new("socket state", 10, 100, () => Use(LookAt)),
        new("ask for the state", 6, Short, () => Use(each => run.Note((int)each.Socket.QueryState()))),
        new("socket info", 4, Short, () => Use(each => Show(each.Socket))),
        new("switch mode", 4, 40000, () => Use(each => each.Socket.SwitchMode((AccessMode)random.Next(3), 4096))),
        new("stream", 6, (2 * SendLimit) + 15000, () => Use(Stream)),
        new("close a socket", 10, 40000, () => Use(each => each.Socket.Close(random.Next(4) == 0 ? 1000 : -1))),
        new("dispose a socket", 6, 40000, () => Use(each => each.Socket.Dispose())),
        new("socket events", 8, 100, () => Use(AddAndRemove)),
        new("sockets", 6, Short, () => run.Note(Modem.GetSockets(_infos))),
        new("open", 4, Bg95Modem.DefaultOpenTimeoutMilliseconds + 12000, () => Modem.Open()),
        new("close", 1, 12000, Modem.Close),
        new("execute", 8, 5000, () => run.Note(Modem.Execute("AT+CSQ", 5000).Length)),
        new("restart", 1, 5000, () => Modem.Execute("AT+CFUN=1,1", 5000)),
        new("a command that is refused", 2, 100, () => Wrong(() => Modem.Execute("ATZ", 1000))),
        new("modem state", 10, 100, () => run.Note(Modem.IsOpen, Modem.UrcPort, Modem.Time.Milliseconds, Modem.Statistics[LineCounter.Timeouts], Modem.Statistics.ToString())),
        new("URC port", 1, 100, () => Modem.UrcPort = Bg95Modem.Uart),
        new("URC handlers", 6, 100, AddAndRemoveUrcHandlers),
        new("modem events", 6, 100, AddAndRemoveModemEvents),
        new("diagnose", 1, 24 * Short, () => Show(Modem.Diagnose(Context, run.Host))),
        new("configure a PDP context", 3, Short, () => Modem.Pdp.Configure(1, "iot.example")),
        new("configure another", 2, Short, () => Modem.Pdp.Configure(2, PdpType.IPv4v6, "iot.example", "me", "secret", PdpAuthentication.Chap)),
        new("activate", 4, 175000, () => Modem.Pdp.Activate(1)),
        new("deactivate", 1, 55000, () => Modem.Pdp.Deactivate(random.Next(4) == 0 ? 1 : 2)),
        new("address", 6, Short, () => run.Note(Modem.Pdp.GetAddress(1))),
        new("active contexts", 4, Short, ShowActive),
        new("set DNS servers", 2, Short, () => Modem.Pdp.SetDnsServers(1, "192.0.2.53", "192.0.2.54")),
        new("DNS servers", 2, Short, () => run.Note(Modem.Pdp.GetDnsServers(1).Length)),
        new("upload", 3, 64000, Upload),
        new("download", 3, 2 * Short, Download),
        new("list files", 3, Short, ListFiles),
        new("file size", 3, Short, () => run.Note(Modem.Files.GetSize(StressRun.CaFile))),
        new("file space", 2, Short, () => run.Note(Modem.Files.GetSpace(out int total), total)),
        new("delete", 2, Short, () => Modem.Files.Delete("scratch" + random.Next(3))),
        new("clock", 4, 2 * Short, () => run.Note(Modem.Clock.GetUtc(), Modem.Clock.Convention)),
        new("clock convention", 1, 100, () => Modem.Clock.Convention = ClockConvention.Automatic),
        new("network time", 2, Short, () => run.Note(Modem.Clock.GetNetworkUtc())),
        new("set the clock", 1, Short, () => Modem.Clock.Set(DateTime.UtcNow)),
        new("set it from the network", 1, 165000, () => run.Note(Modem.Clock.SetFromNetwork())),
        new("set it by a time server", 1, 145000, () => Modem.Clock.Synchronize(run.Host)),
        new("ask for a setting", 4, Short, () => run.Note(Context.Query("sslversion"))),
        new("what can be set", 1, Short, () => run.Note(Modem.SslContexts.GetSupported().Length)),
        new("read settings", 6, 100, ReadSettings),
        new("write settings", 2, 100, WriteSettings),
        new("DTR", 1, 100, () => Modem.SslContexts.DataTerminalReady = Modem.SslContexts.DataTerminalReady is null ? run.Module.SetDataTerminalReady : null),
        new("wrong arguments", 4, 100, WrongArguments),
    ];

    private void Connect()
    {
        SslContext context = Modem.SslContexts[random.Next(2)];
        AccessMode mode = random.Next(12) == 0 ? AccessMode.Transparent : (AccessMode)random.Next(2);
        SslSocket socket;

        try
        {
            socket = context.Connect(run.Host, run.Port, mode, 8192);
        }
        catch (Bg95Exception e) when (e.Error == Bg95Error.OpenPdpContextFailed)
        {
            // Another thread has deactivated it, or the module has started anew.
            Modem.Pdp.Activate(1);
            return;
        }

        Connection connection = run.Add(socket);

        if (random.Next(2) == 0)
        {
            byte[] buffer = new byte[500];
            socket.DataReceived += (_, _) => Check(connection, buffer, socket.Receive(buffer, 0, buffer.Length, 0));
        }

        if (random.Next(2) == 0)
        {
            socket.Closed += (_, _) => socket.Close();
        }
    }

    private void Use(Action<Connection> action)
    {
        if (run.Pick(random) is Connection connection)
        {
            action(connection);
        }
    }

    private void SendSome(Connection connection)
    {
        byte[] bytes = connection.Make(random.Next(1, 2000));
        run.Require(connection.Socket.Send(bytes, 0, bytes.Length) == bytes.Length, "Send gives another count");
    }

    private void SendVariable(Connection connection)
    {
        byte[] bytes = connection.Make(random.Next(1, 400));
        connection.Socket.SendVariable(bytes, 0, bytes.Length);
    }

    private void Check(Connection connection, int count) => Check(connection, _buffer, count);

    private void Check(Connection connection, byte[] buffer, int count)
    {
        if (connection.Check(buffer, count) is string fault)
        {
            run.Fail(fault);
        }
    }

    private void LookAt(Connection connection)
    {
        SslSocket socket = connection.Socket;
        run.Note(socket.Id, socket.State, socket.Mode, socket.LostBytes, socket.Context.Id);
        run.Require(socket.LostBytes >= 0 && (uint)socket.Id < 12, "a socket's properties");
    }

    private void Show(SslSocket socket)
    {
        SslSocketInfo info = _infos[0];
        socket.GetInfo(info);
        run.Note(info.Id, info.SocketType, info.Address, info.RemotePort, info.LocalPort, info.State, info.PdpContextId, info.ServerId, info.Mode, info.Port, info.SslContextId);
    }

    private void Show(SslDiagnosis diagnosis) => run.Note(diagnosis.Findings, diagnosis.ToString());

    private void Stream(Connection connection)
    {
        // Disposing it closes the socket: seldom.
        SslSocketStream stream = (SslSocketStream)connection.Socket.GetStream();
        stream.ReadTimeout = 2000;
        run.Note(stream.CanRead, stream.CanWrite, stream.CanSeek, stream.CanTimeout, stream.ReadTimeout, stream.WriteTimeout);

        try
        {
            stream.WriteTimeout = 2000;
            run.Fail("the time limit of writes was set");
        }
        catch (NotSupportedException)
        {
            // As documented.
        }

        byte[] bytes = connection.Make(random.Next(1, 500));
        stream.Write(bytes, 0, bytes.Length);
        stream.Flush();

        try
        {
            Check(connection, stream.Read(_buffer, 0, _buffer.Length));
        }
        catch (TimeoutException)
        {
            // Nothing has come.
        }

        Unsupported(() => stream.Length);
        Unsupported(() => stream.Position);
        Unsupported(() => stream.Position = 0);
        Unsupported(() => stream.Seek(0, SeekOrigin.Begin));
        Unsupported(() => stream.SetLength(0));

        if (random.Next(8) == 0)
        {
            stream.Dispose();
        }
    }

    private void AddAndRemove(Connection connection)
    {
        connection.Socket.DataReceived += _counting;
        connection.Socket.Closed += _counting;
        connection.Socket.DataReceived -= _counting;
        connection.Socket.Closed -= _counting;
    }

    private void AddAndRemoveModemEvents()
    {
        PdpDeactivatedHandler deactivated = (_, e) => run.Note(e.ContextId);
        Modem.Restarted += _counting;
        Modem.PoweredDown += _counting;
        Modem.Pdp.Deactivated += deactivated;
        Modem.Restarted -= _counting;
        Modem.PoweredDown -= _counting;
        Modem.Pdp.Deactivated -= deactivated;
    }

    private void AddAndRemoveUrcHandlers()
    {
        Modem.AddUrcHandler("+CREG: ", _urcHandler);
        run.Module.SendUnsolicited("+CREG: 1");
        Modem.RemoveUrcHandler("+CREG: ", _urcHandler);
    }

    private void ShowActive()
    {
        PdpContext[] contexts = [new(), new()];
        run.Note(Modem.Pdp.GetActive(contexts), contexts[0].Id, contexts[0].Type, contexts[0].Address);
    }

    private void Upload()
    {
        byte[] content = Encoding.ASCII.GetBytes(new string('x', random.Next(1, 3000)));
        Modem.Files.Upload("scratch" + random.Next(3), content, (written, all) => run.Require(written <= all && Modem.Statistics[LineCounter.Timeouts] >= 0, "progress"));
    }

    private void Download()
    {
        int count = Modem.Files.Download("scratch" + random.Next(3), _buffer, 0, _buffer.Length);
        run.Require(_buffer.AsSpan(0, Math.Min(count, _buffer.Length)).IndexOfAnyExcept((byte)'x') < 0, "a file has other content than was uploaded");
    }

    private void ListFiles()
    {
        ModuleFile[] files = [new(), new()];
        run.Note(Modem.Files.List("*", files), files[0].Name, files[0].Size);
    }

    private void ReadSettings()
    {
        SslContext context = Context;
        run.Note(context.Id, context.PdpContextId, context.Version, context.CipherSuite, context.SecurityLevel, context.CaCertificate);
        run.Note(context.ClientCertificate, context.ClientKey, context.SessionResumption, context.InsecureOmitServerName, context.InsecureSkipHostCheck);
        run.Note(context.InsecureIgnoreValidity, context.NotBefore, context.NotAfter, context.NegotiateTimeoutMilliseconds, context.Dtls, context.DtlsVersion);
    }

    // Of contexts that nobody connects by, and of one that somebody does; what weakens it is not among those.
    private void WriteSettings()
    {
        SslContext context = Modem.SslContexts[2 + random.Next(3)];
        context.PdpContextId = 1;
        context.Version = SslVersion.Tls12;
        context.CipherSuite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        context.SecurityLevel = SecurityLevel.ServerAndClient;
        context.ClientCertificate = "client.pem";
        context.ClientKey = "key.pem";
        context.InsecureOmitServerName = random.Next(2) == 0;
        context.InsecureSkipHostCheck = random.Next(2) == 0;
        context.InsecureIgnoreValidity = random.Next(2) == 0;
        context.NotBefore = new DateTime(2024, 1, 1);
        context.NotAfter = new DateTime(2090, 1, 1);
        context.Dtls = random.Next(2) == 0;
        context.DtlsVersion = DtlsVersion.Dtls12;
        context = Modem.SslContexts[random.Next(2)];
        context.SessionResumption = random.Next(2) == 0;
        context.NegotiateTimeoutMilliseconds = random.Next(SslContext.MinimumNegotiateTimeoutMilliseconds, 30000);
        context.CaCertificate = StressRun.CaFile;
    }

    private void WrongArguments()
    {
        Wrong(() => Modem.Open(1));
        Wrong(() => Modem.AddUrcHandler(string.Empty, _urcHandler));
        Wrong(() => Modem.Pdp.GetAddress(17));
        Wrong(() => Modem.GetSockets([null!]));
        Wrong(() => Modem.SslContexts[6].Query(string.Empty));
        Wrong(() => _ = new Bg95Modem((ITransport)null!));
        Bg95Exception own = new(Bg95Error.NoAnswer, "AT");
        run.Note(own.Error, own.Command, new Bg95Exception(own.Error, own.Command, own).InnerException);
    }

    private void Wrong(Action call)
    {
        try
        {
            call();
            run.Fail("wrong arguments are taken");
        }
        catch (ArgumentException)
        {
            // As it is documented.
        }
    }

    private void Unsupported<T>(Func<T> call) => Unsupported(() => { call(); });

    private void Unsupported(Action call)
    {
        try
        {
            call();
            run.Fail("what no socket's stream can do is done");
        }
        catch (NotSupportedException)
        {
            // As it is documented.
        }
    }

    /// <summary>One of them.</summary>
    internal sealed record Act(string Name, int Weight, int Limit, Action Do);
}
