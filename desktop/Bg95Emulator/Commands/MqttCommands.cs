// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Bg95Emulator;

/// <summary>
/// The module's own MQTT (the vendor's MQTT note), over TCP or over TLS with the settings of an SSL context. Each command answers OK, and
/// its outcome comes as an unsolicited result.
/// </summary>
internal sealed class MqttCommands
{
    private const int MaxPayload = 4096;
    private const byte ControlZ = 0x1A;
    private const byte Escape = 0x1B;

    private readonly ModuleState _module;

    public MqttCommands(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The settings of AT+QMTCFG, and what they are at first.</summary>
    public static IReadOnlyDictionary<string, string> FirstValues { get; } = new Dictionary<string, string>
    {
        ["version"] = "4",
        ["pdpcid"] = "1",
        ["ssl"] = "0",
        ["keepalive"] = "120",
        ["session"] = "1",
        ["timeout"] = "5,3,0",
        ["will"] = "0",
        ["recv/mode"] = "0,0",
        ["send/mode"] = "0",
        ["dataformat"] = "0,0",
        ["view/mode"] = "0",
        ["edit/timeout"] = "0",
    };

    private MqttLinks Links => _module.Mqtt;

    [AtCommand("+QMTCFG", CommandForm.Test)]
    public AtResult ConfigureTest(CommandCall call)
    {
        foreach (string name in FirstValues.Keys)
        {
            call.Answer.Row($"+QMTCFG: \"{name}\",(0-{MqttLinks.Count - 1}),<value>");
        }

        return AtResult.Ok;
    }

    /// <summary>The name and the client read, values behind them write.</summary>
    [AtCommand("+QMTCFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string given)
            || !FirstValues.ContainsKey(given.ToLowerInvariant())
            || !TryId(call, 1, out int id))
        {
            return Refused;
        }

        string name = given.ToLowerInvariant();
        if (call.Arguments.Count > 2)
        {
            Links.Set(name, id, string.Join(',', call.Arguments.ToString().Split(',').Skip(2)));
            return AtResult.Ok;
        }

        call.Answer.Row($"+QMTCFG: \"{name}\",{Links.Setting(name, id)}");
        return AtResult.Ok;
    }

    [AtCommand("+QMTOPEN", CommandForm.Test)]
    public AtResult OpenTest(CommandCall call) => Row(call, $"+QMTOPEN: (0-{MqttLinks.Count - 1}),<host_name>,(1-65535)");

    [AtCommand("+QMTOPEN", CommandForm.Read)]
    public AtResult ListOpen(CommandCall call)
    {
        foreach (MqttLink link in Links.All())
        {
            call.Answer.Row($"+QMTOPEN: {link.Id},\"{link.Host}\",{link.Port}");
        }

        return AtResult.Ok;
    }

    [AtCommand("+QMTOPEN", CommandForm.Write)]
    public AtResult Open(CommandCall call)
    {
        if (call.Arguments.Count != 3
            || !TryId(call, 0, out int id)
            || !call.Arguments.TryString(1, out string host)
            || host.Length == 0
            || !call.Arguments.TryNumber(2, 1, ushort.MaxValue, out int port))
        {
            return Refused;
        }

        Later(call, $"+QMTOPEN: {id},", () => Task.FromResult(Open(id, host, port)));
        return AtResult.Ok;
    }

    [AtCommand("+QMTCONN", CommandForm.Test)]
    public AtResult ConnectTest(CommandCall call) => Row(call, $"+QMTCONN: (0-{MqttLinks.Count - 1}),<clientid>,<username>,<password>");

    /// <summary>3 is connected, 1 is open.</summary>
    [AtCommand("+QMTCONN", CommandForm.Read)]
    public AtResult ListConnected(CommandCall call)
    {
        foreach (MqttLink link in Links.All())
        {
            call.Answer.Row($"+QMTCONN: {link.Id},{(link.IsConnected ? 3 : 1)}");
        }

        return AtResult.Ok;
    }

    [AtCommand("+QMTCONN", CommandForm.Write)]
    public AtResult Connect(CommandCall call)
    {
        if (call.Arguments.Count > 4
            || !TryLink(call, out MqttLink? link)
            || link.IsConnected
            || !call.Arguments.TryString(1, out string client))
        {
            return Refused;
        }

        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithClientId(client)
            .WithTcpServer(link.Host, link.Port)
            .WithProtocolVersion(Number("version", link.Id) == 3 ? MqttProtocolVersion.V310 : MqttProtocolVersion.V311)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(Number("keepalive", link.Id)))
            .WithCleanSession(Number("session", link.Id) == 1);
        if (call.Arguments.TryString(2, out string user))
        {
            call.Arguments.TryString(3, out string password);
            options = options.WithCredentials(user, password);
        }

        if (ArgumentList.Parse(Links.Setting("will", link.Id)) is { Count: 5 } will
            && will.TryNumber(0, 1, 1, out _)
            && will.TryNumber(1, 0, 2, out int quality)
            && will.TryString(3, out string topic)
            && will.TryString(4, out string text))
        {
            options = options.WithWillTopic(topic).WithWillPayload(Encoding.Latin1.GetBytes(text))
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)quality).WithWillRetain(will.TryNumber(2, 1, 1, out _));
        }

        Later(call, $"+QMTCONN: {link.Id},", () => link.Connect(options.Build()));
        return AtResult.Ok;
    }

    [AtCommand("+QMTSUB", CommandForm.Write)]
    public AtResult Subscribe(CommandCall call)
    {
        if (!TryConnected(call, out MqttLink? link)
            || !call.Arguments.TryNumber(1, 1, ushort.MaxValue, out int message)
            || !call.Arguments.TryString(2, out string topic)
            || topic.Length == 0
            || !call.Arguments.TryNumber(3, 0, 2, out int quality))
        {
            return Refused;
        }

        Later(call, $"+QMTSUB: {link.Id},{message},", () => link.Subscribe(topic, quality));
        return AtResult.Ok;
    }

    [AtCommand("+QMTUNS", CommandForm.Write)]
    public AtResult Unsubscribe(CommandCall call)
    {
        if (!TryConnected(call, out MqttLink? link)
            || !call.Arguments.TryNumber(1, 1, ushort.MaxValue, out int message)
            || !call.Arguments.TryString(2, out string topic)
            || topic.Length == 0)
        {
            return Refused;
        }

        Later(call, $"+QMTUNS: {link.Id},{message},", () => link.Unsubscribe(topic));
        return AtResult.Ok;
    }

    /// <summary>A length behind the topic takes so many bytes, none all of them up to Ctrl-Z.</summary>
    [AtCommand("+QMTPUB", CommandForm.Write)]
    [AtCommand("+QMTPUBEX", CommandForm.Write)]
    public AtResult Publish(CommandCall call)
    {
        if (!TryConnected(call, out MqttLink? link)
            || !call.Arguments.TryNumber(1, 0, ushort.MaxValue, out int message)
            || !call.Arguments.TryNumber(2, 0, 2, out int quality)
            || !call.Arguments.TryNumber(3, 0, 1, out int retain)
            || !call.Arguments.TryString(4, out string topic)
            || topic.Length == 0
            || !call.Arguments.TryOptionalNumber(5, 1, MaxPayload, 0, out int length))
        {
            return Refused;
        }

        call.Data.Begin(_module.Options.PromptWithoutSpace ? "\r\n>" : "\r\n> ");
        if (ReadPayload(call.Data, length) is not byte[] payload)
        {
            return AtResult.Ok;
        }

        MqttApplicationMessage published = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)quality)
            .WithRetainFlag(retain == 1)
            .Build();
        Later(call, $"{call.Name}: {link.Id},{message},", () => link.Publish(published));
        return AtResult.Ok;
    }

    /// <summary>A message that waits in its place, where "recv/mode" has said so.</summary>
    [AtCommand("+QMTRECV", CommandForm.Write)]
    public AtResult Receive(CommandCall call)
    {
        if (!TryConnected(call, out MqttLink? link) || !call.Arguments.TryNumber(1, 0, 4, out int place))
        {
            return Refused;
        }

        if (link.TakeStored(place) is string text)
        {
            call.Answer.Row(text);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QMTDISC", CommandForm.Write)]
    public AtResult Disconnect(CommandCall call)
    {
        if (!TryConnected(call, out MqttLink? link))
        {
            return Refused;
        }

        Links.Forget(link);
        Later(call, $"+QMTDISC: {link.Id},", link.Disconnect);
        return AtResult.Ok;
    }

    [AtCommand("+QMTCLOSE", CommandForm.Write)]
    public AtResult Close(CommandCall call)
    {
        if (!TryLink(call, out MqttLink? link))
        {
            return Refused;
        }

        Links.Forget(link);
        link.Dispose();
        Later(call, $"+QMTCLOSE: {link.Id},", () => Task.FromResult("0"));
        return AtResult.Ok;
    }

    [AtCommand("+QMTSUB", CommandForm.Test)]
    [AtCommand("+QMTUNS", CommandForm.Test)]
    [AtCommand("+QMTPUB", CommandForm.Test)]
    [AtCommand("+QMTPUBEX", CommandForm.Test)]
    [AtCommand("+QMTDISC", CommandForm.Test)]
    [AtCommand("+QMTCLOSE", CommandForm.Test)]
    public AtResult Test(CommandCall call) => Row(call, $"{call.Name}: (0-{MqttLinks.Count - 1})");

    private static AtResult Refused => AtResult.Error;

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private static bool TryId(CommandCall call, int index, out int id) => call.Arguments.TryNumber(index, 0, MqttLinks.Count - 1, out id);

    /// <summary>Null when ESC has ended the input.</summary>
    private static byte[]? ReadPayload(DataMode data, int length)
    {
        if (length > 0)
        {
            byte[] whole = new byte[length];
            data.ReadExactly(whole, Timeout.InfiniteTimeSpan);
            return whole;
        }

        List<byte> payload = [];
        while (true)
        {
            ReadOnlySpan<byte> bytes = data.Peek(Timeout.InfiniteTimeSpan);
            int end = bytes.IndexOfAny(ControlZ, Escape);
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            payload.AddRange(part[..Math.Min(part.Length, MaxPayload - payload.Count)]);
            bool escaped = end >= 0 && bytes[end] == Escape;
            data.Consume(end < 0 ? part.Length : end + 1);
            if (end >= 0)
            {
                return escaped ? null : [.. payload];
            }
        }
    }

    private bool TryLink(CommandCall call, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MqttLink? link)
    {
        link = TryId(call, 0, out int id) ? Links.Find(id) : null;
        return link != null;
    }

    private bool TryConnected(CommandCall call, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MqttLink? link) =>
        TryLink(call, out link) && link.IsConnected;

    private int Number(string name, int id) =>
        int.TryParse(Links.Setting(name, id).Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;

    /// <summary>The numbers of the vendor's note: 0 open, 2 id taken, 3 no PDP context, 4 no such name, 5 no connection.</summary>
    private string Open(int id, string host, int port)
    {
        string[] ssl = Links.Setting("ssl", id).Split(',');
        bool isSecure = ssl[0] == "1";
        int context = isSecure && ssl.Length > 1 && int.TryParse(ssl[1], out int given) && given is >= 0 and < ModuleState.SslContextCount ? given : 0;
        SocketRequest request = new(0, Math.Clamp(Number("pdpcid", id), 1, PdpContexts.Count), context, host, port, 0, _module.SslContexts[context])
        {
            Service = isSecure ? SocketService.Ssl : SocketService.Tcp,
        };
        if (Links.Find(id) != null)
        {
            return "2";
        }

        ConnectionOpener opener = new(_module, request);
        if (opener.Open() is not ISecureChannel channel)
        {
            return opener.Error switch
            {
                SslError.OpenPdpFailed => "3",
                SslError.DnsFailed => "4",
                _ => "5",
            };
        }

        MqttLink link = new(_module, id, host, port, FaultyChannel.Wrap(channel, _module.Faults, _module.Options.Clock));
        if (Links.TryAdd(link))
        {
            return "0";
        }

        link.Dispose();
        return "2";
    }

    private void Later(CommandCall call, string beginning, Func<Task<string>> action)
    {
        CancellationToken untilReboot = _module.UntilReboot;
        call.AfterAnswer = () => Task.Run(
            async () =>
            {
                try
                {
                    string result = await action();
                    if (!untilReboot.IsCancellationRequested)
                    {
                        _module.Output.SendUnsolicited(beginning + result);
                    }
                }
                catch (Exception fault)
                {
                    // A fault of the emulator must not be lost, nor take the host's program with it.
                    _module.ReportFault(fault);
                }
            },
            CancellationToken.None);
    }
}
