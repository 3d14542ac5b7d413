// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>
/// Command lines that are almost right, on every member of the family and with faults: no exception, no hang, and no memory that
/// grows. The environment variable BG95_MUTATED_LINES makes it longer.
/// </summary>
[Collection(nameof(MutatedLineTests))]
[CollectionDefinition(nameof(MutatedLineTests), DisableParallelization = true)]
public sealed class MutatedLineTests
{
    private const int Lines = 24_000;
    private const int LinesBetweenRestarts = 500;
    private const int LimitMilliseconds = 120_000;

    // A module that has taken nothing for so long has forgotten the rest: it started anew by itself.
    private const int QuietMilliseconds = 100;
    private const long MaxGrowth = 32 * 1024 * 1024;

    private static readonly string[] s_arguments =
    [
        "1", "0", "4", "11", "12", "-1", "1460", "1500", "65535", "99999999999", "0XFFFF", "\"\"", "\"sni\"", "\"a\"", "\"ca.pem\"",
        "\"UFS\"", "\"none.example\"", "\"TCP\"", "\"UDP\"", "\"iot\"", "\"servingcell\"", "\"urcport\"", "?", "=", ",", "\"", ";", "+++", "\u001a", "\u001b",
    ];

    private static readonly string[] s_faults =
        ["garbage", "split", "drop-byte", "flip-bit:direction=both", "refuse:chance=0.05", "urc-in-gaps", "overrun", "no-answer:chance=0.01", "disk-full:chance=0.1"];

    private static readonly string[] s_commands =
    [
        .. typeof(EmulatedModule).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .SelectMany(method => method.GetCustomAttributes<AtCommandAttribute>())
            .Select(command => command.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void MutatedLines_OnEveryProfile_NeitherThrowNorHangNorGrow()
    {
        int lines = int.TryParse(Environment.GetEnvironmentVariable("BG95_MUTATED_LINES"), CultureInfo.InvariantCulture, out int given) ? given : Lines;
        Random random = new(20260814);
        int each = lines / ModuleProfiles.All.Count;
        foreach (ModuleProfile profile in ModuleProfiles.All)
        {
            long growth = Feed(profile, each, random);
            TestContext.Current.TestOutputHelper?.WriteLine($"{profile.Name}: {each} lines, {growth / 1024} KiB more at the end than at a quarter");
            Assert.InRange(growth, long.MinValue, MaxGrowth);
        }
    }

    private static long Feed(ModuleProfile profile, int lines, Random random)
    {
        ModuleOptions options = new() { OfflineDns = true, Clock = new AcceleratedClock(10_000) };
        profile.ApplyTo(options);
        string[] chosen = [s_faults[random.Next(s_faults.Length)], s_faults[random.Next(s_faults.Length)]];
        chosen.ToList().ForEach(options.Faults.Add);
        Exception? fault = null;
        using EmulatedModule module = new(options);
        module.Fault += thrown => fault = thrown;
        LinePair.Create(out Stream moduleSide, out Stream line);
        using Stream host = line;

        // Not disposed of: threads of the module set them until the last.
        AutoResetEvent answered = new(false);
        AutoResetEvent moved = new(false);
        Thread reading = new(() => Drain(host, answered)) { IsBackground = true };
        reading.Start();
        long sent = 0;
        long taken = 0;
        module.Traffic += (direction, bytes) =>
        {
            if (direction == LineDirection.ToModule)
            {
                Interlocked.Add(ref taken, bytes.Length);
                moved.Set();
            }
        };
        module.Attach(moduleSide);
        long atQuarter = 0;
        for (int i = 0; i < lines; i++)
        {
            if (i == lines / 4)
            {
                atQuarter = GC.GetTotalMemory(forceFullCollection: true);
            }

            if (i % LinesBetweenRestarts == 0)
            {
                // Out of whatever waits for data; and what was switched off is on again.
                WaitUntilQuiet(moved, ref taken, sent);
                module.Reboot();
            }

            byte[] bytes = Encoding.Latin1.GetBytes(MutatedLine(random));
            sent += bytes.Length;
            host.Write(bytes);
        }

        module.Faults.Clear();
        module.Reboot();
        answered.Reset();
        long end = Environment.TickCount64 + LimitMilliseconds;

        // What comes while the module boots is lost.
        do
        {
            Assert.True(Environment.TickCount64 < end, $"{profile.Name} with {string.Join(", ", chosen)} hangs.");
            host.Write("AT\r"u8);
        }
        while (!answered.WaitOne(QuietMilliseconds));

        Assert.True(module.Judge.Verdict().Commands > lines / 4, "Most lines never came to the module.");
        Assert.Null(fault);
        return GC.GetTotalMemory(forceFullCollection: true) - atQuarter;
    }

    /// <summary>Until the module has taken everything, or takes nothing.</summary>
    private static void WaitUntilQuiet(AutoResetEvent moved, ref long taken, long sent)
    {
        while (Interlocked.Read(ref taken) != sent && moved.WaitOne(QuietMilliseconds))
        {
        }
    }

    private static void Drain(Stream host, AutoResetEvent answered)
    {
        byte[] block = new byte[4096];
        try
        {
            while (host.Read(block) > 0)
            {
                answered.Set();
            }
        }
        catch (IOException)
        {
            // The module was disposed.
        }
    }

    private static string MutatedLine(Random random)
    {
        StringBuilder line = new("AT");
        line.Append(s_commands[random.Next(s_commands.Length)]);
        line.Append(random.Next(5) switch
        {
            0 => "?",
            1 => "=?",
            2 => string.Empty,
            _ => "=",
        });
        for (int i = random.Next(6); i > 0; i--)
        {
            line.Append(s_arguments[random.Next(s_arguments.Length)]).Append(random.Next(8) == 0 ? string.Empty : ",");
        }

        for (int i = random.Next(4); i > 0 && line.Length > 0; i--)
        {
            int place = random.Next(line.Length);
            switch (random.Next(4))
            {
                case 0:
                    line.Remove(place, 1);
                    break;
                case 1:
                    line.Insert(place, (char)random.Next(256));
                    break;
                case 2:
                    line[place] = (char)(line[place] ^ (1 << random.Next(8)));
                    break;
                default:
                    line.Insert(place, s_arguments[random.Next(s_arguments.Length)]);
                    break;
            }
        }

        return line.Append(random.Next(3) == 0 ? "\r\n" : "\r").ToString();
    }
}
