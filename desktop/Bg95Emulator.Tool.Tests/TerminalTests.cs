// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>A person at a terminal and a driver get the same.</summary>
public sealed class TerminalTests
{
    [Fact]
    public void Typed_CharacterByCharacter_GetsTheSameAsInOnePiece()
    {
        string[] lines = ["ATE1\r", "AT+CMEE=2\r", "AT+QFUPL=\"a\",3\r", "abc", "AT+QFLST\r", "AT+QFDEL=\"none\"\r", "ATI;+CMEE?\r"];
        Assert.Equal(Dialogue(typed: false), Dialogue(typed: true));

        string Dialogue(bool typed)
        {
            using Bench bench = new(options => options.Echo = true);
            StringBuilder seen = new();
            foreach (string line in lines)
            {
                foreach (string piece in typed ? line.Select(character => character.ToString()) : [line])
                {
                    bench.Send(piece);
                    if (typed && line.EndsWith('\r'))
                    {
                        // As a person does: look at the echo, then type on.
                        seen.Append(bench.Read(1));
                    }
                }

                seen.Append(bench.ReadUntil(line.Contains("QFUPL", StringComparison.Ordinal) ? "CONNECT\r\n" : line.Contains("none", StringComparison.Ordinal) ? "405\r\n" : "OK\r\n"));
            }

            return seen.ToString();
        }
    }

    [Theory]
    [InlineData("AT+CM\bEE?\r", "\r\n+CMEE: 1\r\n\r\nOK\r\n")]
    [InlineData("AT+CM\u007fEE?\r", "\r\n+CMEE: 1\r\n\r\nOK\r\n")]
    [InlineData("AT+CMEX\bE?\r", "\r\nERROR\r\n")]
    public void Backspace_InACommand_IsEchoedAndPassedOver(string typed, string answer)
    {
        using Bench bench = new(options => options.Echo = true);
        bench.Send(typed);
        bench.Expect(typed + answer);
    }

    [Fact]
    public void PacedLine_BothWays_LosesNothing()
    {
        using Bench bench = new(options => options.BaudRate = 921600);
        byte[] content = new byte[5000];
        new Random(1).NextBytes(content);
        bench.Command("AT+QFUPL=\"a\",5000", "\r\nCONNECT\r\n");
        bench.Send(content);
        bench.ReadUntil("OK\r\n");
        bench.Command("AT+QFDWL=\"a\"", "\r\nCONNECT\r\n" + Encoding.Latin1.GetString(content));
        bench.ReadUntil("OK\r\n");
        Assert.Equal(content, bench.Module.Files.Read("a"));
    }

    [Fact]
    public void PacedLine_Rebooted_EndsTheAnswerEarly()
    {
        // A second's worth and more; an hour's on this line, if the reboot had to wait for its end.
        using Bench bench = new(options => options.BaudRate = 300);
        bench.Module.Files.Write("a", new byte[100_000]);
        bench.Command("AT+QFDWL=\"a\"", "\r\nCONNECT\r\n\0");
        bench.Module.Reboot();
        Assert.EndsWith("RDY\r\n", bench.ReadUntil("RDY\r\n"));
    }

    [Fact]
    public void AcceleratedClock_AtItsStart_ShowsThatTime()
    {
        DateTimeOffset start = new(2031, 5, 1, 12, 0, 0, TimeSpan.Zero);
        AcceleratedClock clock = new(3, start);
        Assert.InRange(clock.GetUtcNow(), start, start.AddMinutes(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AcceleratedClock(0));
    }

    [Fact]
    public void Faults_RemovedWhileTheModuleRuns_AreOver()
    {
        using Bench bench = new();
        Fault fault = bench.Module.Faults.Add("refuse");
        bench.Command("AT", "\r\nERROR\r\n");
        Assert.True(bench.Module.Faults.Remove(fault));
        bench.Command("AT");
        Assert.Equal(1, fault.Happened);
    }
}
