// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using System.Linq;
using System.Reflection;
using Bg95Cellular;
using Bg95Http;
using Bg95Mqtt;
using Bg95Mqtt.M2Mqtt;
using Bg95Ssl;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>Objects of the libraries that can be made without a module or a connection, and good and wrong values for their members.</summary>
internal static class ApiObjects
{
    private static readonly Dictionary<Type, Func<object>> s_makers = new()
    {
        [typeof(Bg95Modem)] = Modem,
        [typeof(PdpContexts)] = () => Modem().Pdp,
        [typeof(ModuleFiles)] = () => Modem().Files,
        [typeof(ModuleClock)] = () => Modem().Clock,
        [typeof(LineStatistics)] = () => Modem().Statistics,
        [typeof(SslContextCollection)] = () => Modem().SslContexts,
        [typeof(SslContext)] = () => Modem().SslContexts[0],
        [typeof(SslSocketInfo)] = () => new SslSocketInfo(),
        [typeof(SslSocket)] = Socket,
        [typeof(SslSocketStream)] = () =>
        {
            Stream stream = Socket().GetStream();
            stream.ReadTimeout = 1;
            return stream;
        },
        [typeof(Bg95Exception)] = () => new Bg95Exception(Bg95Error.NoAnswer, "AT"),
        [typeof(CellularConnection)] = () => new CellularConnection(Modem()),
        [typeof(CellularNetwork)] = () => new CellularNetwork(Modem()),
        [typeof(ModulePower)] = () => new ModulePower(Modem()),
        [typeof(PowerSaving)] = () => new PowerSaving(Modem()),
        [typeof(SimCard)] = () => new SimCard(Modem()),
        [typeof(OnlineOptions)] = () => new OnlineOptions(),
        [typeof(RadioChoice)] = () => new RadioChoice(),
        [typeof(HttpClient)] = Http,
        [typeof(HttpDownload)] = () => new HttpDownload("/"),
        [typeof(HttpException)] = () => new HttpException(HttpError.Timeout),
        [typeof(MqttClient)] = () => new MqttClient(new byte[64], new byte[64]),
        [typeof(MqttConnectOptions)] = () => new MqttConnectOptions(),
        [typeof(M2MqttClient)] = () => new M2MqttClient(_ => throw new PortException(), "h", 1, new byte[64], new byte[64]),
    };

    private static readonly Dictionary<Type, object> s_values = new()
    {
        [typeof(bool)] = true,
        [typeof(ushort)] = (ushort)1,
        [typeof(DateTime)] = new DateTime(2026, 11, 24),
        [typeof(ITransport)] = new DeadTransport(),
        [typeof(SerialPort)] = new SerialPort("none"),
        [typeof(Stream)] = new MemoryStream(),
        [typeof(Exception)] = new IOException(),
        [typeof(UrcHandler)] = (UrcHandler)((_, _) => { }),
        [typeof(HttpBodyHandler)] = (HttpBodyHandler)((_, _, _) => 0),
        [typeof(HttpClock)] = (HttpClock)(() => 0),
        [typeof(OpenStream)] = (OpenStream)(_ => throw new PortException()),
    };

    // Where the usual good value is none.
    private static readonly Dictionary<string, object> s_named = new()
    {
        ["bands"] = "1",
        ["command"] = "AT",
        ["method"] = "GET",
        ["path"] = "/",
        ["pin"] = "1234",
        ["offset"] = 0,
        ["receiveBufferSize"] = 320,
        ["ringSize"] = 3072,
        ["timeoutMilliseconds"] = 1000,
        ["technology"] = RadioTechnology.LteM,
        ["contentType"] = string.Empty,
        ["buffer"] = new byte[128],
        ["sendBuffer"] = new byte[64],
        ["receiveBuffer"] = new byte[64],
    };

    private static Bg95Modem? s_openModem;
    private static SslSocket? s_socket;

    /// <summary>Gets all public classes of the libraries whose members, or at least constructors, can be called.</summary>
    public static IEnumerable<Type> Types =>
        new[] { typeof(Bg95Modem), typeof(CellularConnection), typeof(HttpClient), typeof(MqttClient), typeof(M2MqttClient) }
            .SelectMany(each => each.Assembly.GetExportedTypes())
            .Where(type => type.IsClass && !type.IsAbstract && !type.IsSubclassOf(typeof(Delegate)))
            .Where(type => CanMake(type) || type.GetConstructors().Length > 0);

    public static bool CanMake(Type type) => s_makers.ContainsKey(type);

    public static object Make(Type type) => s_makers[type]();

    public static object? Good(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;

        if (parameter.Member.DeclaringType == typeof(SslSocket) && parameter.Name == "timeoutMilliseconds")
        {
            return 1;
        }

        if (s_named.TryGetValue(parameter.Name!, out object? named) && type.IsInstanceOfType(named))
        {
            return named;
        }

        return s_values.TryGetValue(type, out object? value) ? value
            : s_makers.TryGetValue(type, out Func<object>? maker) ? maker()
            : type == typeof(string) ? "a"
            : type == typeof(int) ? 1
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : type == typeof(byte[]) ? new byte[4]
            : type.IsArray ? Filled(type.GetElementType()!)
            : null;
    }

    public static IEnumerable<object?> Wrong(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;

        return parameter.Member.DeclaringType == typeof(SslSocket) && parameter.Name == "timeoutMilliseconds" ? [-1, -2, 0, 7, int.MinValue]
            : type == typeof(int) ? [-1, -2, 0, 7, 300, int.MinValue, int.MaxValue]
            : type == typeof(string) ? [null, string.Empty, "a\"b", "a\r", "#", new string('a', 3000)]
            : type == typeof(DateTime) ? [DateTime.MinValue, DateTime.MaxValue]
            : type.IsEnum ? [Enum.ToObject(type, -1), Enum.ToObject(type, 0), Enum.ToObject(type, 0x10000)]
            : type == typeof(byte[]) ? [null, Array.Empty<byte>()]
            : type.IsArray ? [null, Array.CreateInstance(type.GetElementType()!, 0), Array.CreateInstance(type.GetElementType()!, 2)]
            : type.IsValueType || type.IsByRef ? []
            : [null];
    }

    private static Array Filled(Type element)
    {
        Array array = Array.CreateInstance(element, 1);
        array.SetValue(element == typeof(string) ? "a" : element.IsEnum ? Enum.GetValues(element).GetValue(1) : Activator.CreateInstance(element), 0);
        return array;
    }

    private static Bg95Modem Modem() => new(new DeadTransport());

    // One for all calls, until one of them closes it.
    private static SslSocket Socket()
    {
        if (s_openModem is null)
        {
            s_openModem = new Bg95Modem(new SmallestModule()) { UrcPort = null };
            s_openModem.SslContexts[0].CaCertificate = "ca.pem";
            s_openModem.Open();
        }

        return s_socket = s_socket?.State == SocketState.Connected ? s_socket : s_openModem.SslContexts[0].Connect("a.example", 443);
    }

    private static HttpClient Http() => new(new MemoryStream(), "h", new byte[128], () => 0);

    private sealed class DeadTransport : ITransport
    {
        public int Capacity => 2048;

        public bool HasFlowControl => false;

        public void Open() => throw new PortException();

        public void Close()
        {
        }

        public void Dispose()
        {
        }

        public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout) => throw new PortException();

        public void Write(byte[] buffer, int offset, int count, int timeout) => throw new PortException();
    }
}

/// <summary>What a port throws that cannot be opened.</summary>
internal sealed class PortException : Exception
{
}
