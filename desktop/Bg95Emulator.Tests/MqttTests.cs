// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The module's own MQTT, with a real broker at the other end.</summary>
public sealed class MqttTests : IDisposable
{
    private readonly TaskCompletionSource<MqttApplicationMessage> _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _tlsPort = FreePort.Find();
    private readonly MqttBroker _broker;

    public MqttTests()
    {
        _broker = new MqttBroker(Prepare, options => options
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptedEndpointPort(_tlsPort)
            .WithEncryptionCertificate(Certificates.Server));
    }

    private MqttServer Broker => _broker.Server;

    public void Dispose() => _broker.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_FromOpenToClose_CarriesMessagesBothWays(bool tls)
    {
        using Host host = new();
        host.Secure();
        host.Command("AT+QMTCFG=\"ssl\",2", "\r\n+QMTCFG: \"ssl\",0\r\n\r\nOK\r\n");
        host.Command($"AT+QMTCFG=\"ssl\",2,{(tls ? "1,1" : "0")}");
        host.Command("AT+QMTCFG=\"recv/mode\",2,0,1");
        Open(host, tls ? _tlsPort : _broker.Port);
        host.Command("AT+QMTOPEN?", $"\r\n+QMTOPEN: 2,\"{Host.ServerName}\",{(tls ? _tlsPort : _broker.Port)}\r\n\r\nOK\r\n");
        host.Command("AT+QMTCONN=2,\"module\"");
        host.Expect("\r\n+QMTCONN: 2,0,0\r\n");
        host.Command("AT+QMTCONN?", "\r\n+QMTCONN: 2,3\r\n\r\nOK\r\n");
        host.Command("AT+QMTSUB=2,1,\"down\",1");
        host.Expect("\r\n+QMTSUB: 2,1,0,1\r\n");

        host.Command("AT+QMTPUB=2,7,1,0,\"up\",5", "\r\n> ");
        host.Send("hello");
        host.Expect("\r\nOK\r\n\r\n+QMTPUB: 2,7,0\r\n");
        MqttApplicationMessage message = await _published.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(("up", "hello"), (message.Topic, Encoding.ASCII.GetString(message.Payload.ToArray())));
        host.Command("AT+QMTPUBEX=2,0,0,0,\"up\"", "\r\n> ");
        host.Send("more\u001a");
        host.Expect("\r\nOK\r\n\r\n+QMTPUBEX: 2,0,0\r\n");

        await Broker.InjectApplicationMessage(new InjectedMqttApplicationMessage(
            new MqttApplicationMessageBuilder().WithTopic("down").WithPayload("abc").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()),
            TestContext.Current.CancellationToken);
        host.Expect("\r\n+QMTRECV: 2,2,\"down\",3,\"abc\"\r\n");
        host.Command("AT+QMTUNS=2,2,\"down\"");
        host.Expect("\r\n+QMTUNS: 2,2,0\r\n");
        host.Command("AT+QMTDISC=2");
        host.Expect("\r\n+QMTDISC: 2,0\r\n");
        host.Command("AT+QMTOPEN?");
        host.Command("AT+QMTPUB=2,0,0,0,\"up\"", "\r\nERROR\r\n");
    }

    [Fact]
    public async Task Messages_ThatWait_AreReadFromTheirPlace()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Command("AT+QMTCFG=\"recv/mode\",2,1,0");
        Open(host, _broker.Port);
        host.Command("AT+QMTCONN=2,\"module\"");
        host.Expect("\r\n+QMTCONN: 2,0,0\r\n");
        host.Command("AT+QMTSUB=2,1,\"down\",0");
        host.Expect("\r\n+QMTSUB: 2,1,0,0\r\n");
        await Broker.InjectApplicationMessage(new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic("down").WithPayload("abc").Build()), TestContext.Current.CancellationToken);
        host.Expect("\r\n+QMTRECV: 2,0\r\n");
        host.Command("AT+QMTRECV=2,0", "\r\n+QMTRECV: 2,0,\"down\",\"abc\"\r\n\r\nOK\r\n");
        host.Command("AT+QMTRECV=2,0");
    }

    [Fact]
    public void Opening_ThatFails_TellsWhy()
    {
        using Host host = new();
        host.Command($"AT+QMTOPEN=2,\"{Host.ServerName}\",{_broker.Port}");
        host.Expect("\r\n+QMTOPEN: 2,3\r\n");
        host.ActivatePdp();
        host.Command("AT+QMTOPEN=2,\"nowhere.example\",1883");
        host.Expect("\r\n+QMTOPEN: 2,4\r\n");
        host.Command($"AT+QMTOPEN=2,\"{Host.ServerName}\",{FreePort.Find()}");
        host.Expect("\r\n+QMTOPEN: 2,5\r\n");
        Open(host, _broker.Port);
        host.Command($"AT+QMTOPEN=2,\"{Host.ServerName}\",{_broker.Port}");
        host.Expect("\r\n+QMTOPEN: 2,2\r\n");
        host.Command("AT+QMTCONN=2,\"module\",\"wrong\",\"secret\"");
        host.Expect("\r\n+QMTCONN: 2,0,4\r\n");
        host.Command("AT+QMTCLOSE=2");
        host.Expect("\r\n+QMTCLOSE: 2,0\r\n");
        host.Command("AT+QMTCLOSE=2", "\r\nERROR\r\n");
        host.Command("AT+QMTCFG=\"none\",2,1", "\r\nERROR\r\n");
        host.Command("AT+QMTOPEN=6,\"x\",1883", "\r\nERROR\r\n");
    }

    [Fact]
    public async Task Broker_ThatGoes_IsTold()
    {
        using Host host = new();
        host.ActivatePdp();
        Open(host, _broker.Port);
        host.Command("AT+QMTCONN=2,\"module\"");
        host.Expect("\r\n+QMTCONN: 2,0,0\r\n");
        await Broker.DisconnectClientAsync("module", new MqttServerClientDisconnectOptions());
        host.Expect("\r\n+QMTSTAT: 2,1\r\n");
        Open(host, _broker.Port);
        host.Module.Reboot();
        host.ReadUntil("RDY\r\n");
    }

    private void Prepare(MqttServer broker)
    {
        broker.ValidatingConnectionAsync += connection =>
        {
            connection.ReasonCode = connection.UserName == "wrong" ? MqttConnectReasonCode.BadUserNameOrPassword : MqttConnectReasonCode.Success;
            return Task.CompletedTask;
        };
        broker.InterceptingPublishAsync += publish =>
        {
            if (publish.ClientId == "module")
            {
                _published.TrySetResult(publish.ApplicationMessage);
            }

            return Task.CompletedTask;
        };
    }

    private static void Open(Host host, int port)
    {
        host.Command($"AT+QMTOPEN=2,\"{Host.ServerName}\",{port}");
        host.Expect("\r\n+QMTOPEN: 2,0\r\n");
    }
}
