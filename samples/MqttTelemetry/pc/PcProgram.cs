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
        Publishes readings over MQTT, takes commands, and goes online again whatever happens: no reading is lost.

        Without options: an emulated BG95 on a pseudo-terminal and a broker with a throw-away CA are started. In between the
        network takes the data connection away, the broker starts anew, and so does the module.

          MqttTelemetry --port COM5 --apn iot.example --host example.com     a real module on a serial port of this PC
          MqttTelemetry --host example.com --ca root.pem                     the emulated module, a real broker

        Exit code: 0 if the broker has all readings, 1 if not.
        """,
        Session.Run);
}
