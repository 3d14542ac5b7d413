// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        MqttTelemetry.Host,
        MqttTelemetry.TcpPort,
        $"Publish readings to this broker, which must speak MQTT 3.1.1 over TLS. With --port alone: {MqttTelemetry.Host}.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Publishes readings over MQTT, receives commands, and goes online again whatever
        happens, so that no reading is lost.

        Without options it starts an emulated BG95 on a pseudo-terminal and a broker with a
        throw-away CA. Meanwhile the network ends the data connection, the broker restarts, and
        the module restarts.

          MqttTelemetry --port COM5 --host example.com      a real module on this PC's port
          MqttTelemetry --host example.com --ca root.pem    the emulated module, a real broker

        Exit code: 0 if the broker has all readings; otherwise 1.
        """,
        Session.Run);
}
