// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using Bg95Ssl;
using Bg95Ssl.Pc;

namespace Bg95Emulator.Benchmarks;

/// <summary>
/// Measures the emulator, and the driver on a line to it, and prints what it measured; it judges nothing. Run it in a release build.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        string what = args.Length > 0 ? args[0] : "all";
        if (what is not ("all" or "goodput" or "modules" or "rates" or "line" or "line-ports"))
        {
            Console.Error.WriteLine("Bg95Emulator.Benchmarks [all|goodput|modules|rates|line|line-ports]");
            return 2;
        }

        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}");
        if (what is "all" or "goodput")
        {
            Goodput.Measure();
        }

        if (what is "all" or "rates")
        {
            Rates.Measure();
        }

        if (what is "all" or "modules")
        {
            ManyModules.Measure();
        }

        if (what is "all" or "line" && PcSerialTransport.IsSupported)
        {
            LineGoodput.Measure("its own transport", (name, baudRate) => new PcSerialTransport(name, baudRate));
        }

        if (what == "line-ports")
        {
            LineGoodput.Measure("System.IO.Ports", (name, baudRate) => new SerialPortTransport(new SerialPort(name, baudRate)));
        }

        return 0;
    }
}
