// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Bg95Ssl;
using Bg95Ssl.Tests;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>
/// A line to a module that answers as a module does and, while it is mad, cuts answers short and puts other things between.
/// The peer of every socket sends the letters a to z in turn, so that each byte tells whether one before it is missing; the
/// noise has no small letters but in URCs, as bytes of the alphabet are what must not be invented.
/// </summary>
internal sealed partial class HostileLine : ITransport
{
    private static readonly string[] s_noise =
    [
        "\r\nOK\r\n", "\r\nERROR\r\n", "\r\nSEND OK\r\n", "\r\n> ", "\r\nCONNECT\r\n", "\r\n+CME ERROR: 3\r\n", "\r\n+QSSLURC: \"closed\",3\r\n",
        "\r\n+QIND: PB DONE\r\n", "\r\nRDY\r\n", "\r\nPOWERED DOWN", "\r\n+QSSLURC: \"recv\",0\r\n", "\r\n+QIURC: \"pdpdeact\",1\r\n",
        "\r\n+QSSLRECV: 0\r\n", "\r\n+QSSLSTATE: 1,\"SSLClient\"\r\n", "\0\0\u00FF\u00FE", "\r\nNO CARRIER\r\n", "+++", "\r\n+QSSLOPEN: 2,0\r\n",
    ];

    private readonly Random _random;
    private readonly VirtualTime _time;
    private readonly Signal _changed;
    private readonly Queue<byte> _arrived = new();
    private readonly int[] _sent = new int[12];
    private readonly int[] _received = new int[12];
    private readonly Dictionary<string, string> _settings = [];
    private readonly bool[] _pushing = new bool[12];
    private readonly bool[] _open = new bool[12];
    private string _command = string.Empty;
    private int _data;
    private bool _mayPushBeCut;
    private bool _lineOpen;

    public HostileLine(int seed, VirtualTime time)
    {
        _random = new Random(seed);
        _time = time;
        _changed = time.CreateSignal();
    }

    public bool Mad { get; set; }

    public int Capacity => 2048;

    public bool HasFlowControl => false;

    public void Open() => _lineOpen = true;

    public void Close()
    {
        _lineOpen = false;
        _changed.Set();
    }

    public void Dispose() => Close();

    /// <summary>Fails unless these are the next bytes of the socket's alphabet.</summary>
    public void CheckSent(int id, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Assert.Equal((char)('a' + (_received[id]++ % 26)), (char)value);
        }
    }

    // One thread runs at a time in virtual time: nothing here needs a lock.
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        long deadline = timeout < 0 ? VirtualTime.Never : _time.Now + timeout;

        while (_lineOpen && _arrived.Count < minimum && _time.Now < deadline)
        {
            _changed.Wait(timeout < 0 ? Timeout.Infinite : (int)(deadline - _time.Now));
        }

        int count = Math.Min(maximum, _arrived.Count > minimum ? _random.Next(Math.Max(minimum, 1), _arrived.Count + 1) : _arrived.Count);

        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = _arrived.Dequeue();
        }

        return count;
    }

    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        for (int i = 0; i < count; i++)
        {
            byte value = buffer[offset + i];

            if (_data > 0)
            {
                if (--_data == 0)
                {
                    Say("\r\nSEND OK\r\n");
                }
            }
            else if (value == '\r')
            {
                string command = _command;
                _command = string.Empty;
                Answer(command);
            }
            else
            {
                _command += (char)value;
            }
        }
    }

    [GeneratedRegex("""^AT\+(?<name>\w+)(\?|(=(?<first>[^,]*)(,(?<second>\d+))?(,(?<third>\d+))?.*)?)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    // No letter stands before it: "STATE" has an AT, too.
    [GeneratedRegex("(?<![A-Z])AT", RegexOptions.RightToLeft)]
    private static partial Regex CommandStart();

    private void Answer(string command)
    {
        // A probe behind swallowed escape characters and blanks is found in the rest of them.
        command = command[CommandStart().Match(command).Index..];
        Match match = Command().Match(command);
        string first = match.Groups["first"].Value;
        _ = int.TryParse(first, CultureInfo.InvariantCulture, out int id);
        _ = int.TryParse(match.Groups["second"].Value, CultureInfo.InvariantCulture, out int size);

        switch (match.Groups["name"].Value)
        {
            case "CCLK":
                Say("\r\n+CCLK: \"26/11/24,10:00:00+00\"\r\n\r\nOK\r\n");
                break;

            case "QIACT":
                Say("\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n\r\nOK\r\n");
                break;

            case "QIGETERROR":
                Say("\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n");
                break;

            case "QSSLCFG":
                // Every setting is as the driver has just written it, and 0 before.
                string setting = command[(command.IndexOf('=', StringComparison.Ordinal) + 1)..];
                string key = string.Join(',', setting.Split(',').Take(2));

                if (key != setting)
                {
                    _settings[key] = setting;
                    Say("\r\nOK\r\n");
                }
                else
                {
                    Say($"\r\n+QSSLCFG: {_settings.GetValueOrDefault(key, key + ",0")}\r\n\r\nOK\r\n");
                }

                break;

            case "QSSLOPEN":
                id = int.Parse(match.Groups["third"].Value, CultureInfo.InvariantCulture);
                _open[id] = true;
                _pushing[id] = command.EndsWith(",1", StringComparison.Ordinal);
                _sent[id] = 0;
                _received[id] = 0;
                Say($"\r\nOK\r\n\r\n+QSSLOPEN: {id},0\r\n");
                break;

            case "QSSLSEND":
                _data = size;
                Say("\r\n> ");
                break;

            case "QSSLCLOSE":
                _open[id] = false;
                Say("\r\nOK\r\n");
                break;

            case "QSSLSTATE":
                Say(string.Concat(Enumerable.Range(0, 12).Where(each => _open[each] && (first.Length == 0 || each == id)).Select(StateRow))
                    + "\r\nOK\r\n");
                break;

            case "QSSLRECV":
                int count = _pushing[id] ? 0 : Math.Min(size, _random.Next(60));
                Say($"\r\n+QSSLRECV: {count}\r\n{Letters(id, count)}{(count > 0 ? "\r\n" : string.Empty)}\r\nOK\r\n");
                break;

            default:
                Say("\r\nOK\r\n");
                break;
        }

        if (Mad)
        {
            for (int i = 0; i < 12; i++)
            {
                if (_pushing[i] && _random.Next(6) == 0)
                {
                    int count = _random.Next(1, 40);
                    Say($"\r\n+QSSLURC: \"recv\",{i},{count}\r\n{Letters(i, count)}", count);
                }
            }
        }
    }

    // Application note 2.1.6: address and ports, the state (connected), the PDP context, the server's id, the access mode.
    private string StateRow(int id) =>
        $"\r\n+QSSLSTATE: {id},\"SSLClient\",\"192.0.2.1\",443,0,2,1,{id},{(_pushing[id] ? 1 : 0)},\"uart1\",0\r\n";

    private string Letters(int id, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + (_sent[id]++ % 26))));

    // Nothing stands behind a pushed payload: if it is cut, the next line takes the place of what is missing. Three bytes are the
    // beginning of a line and never the whole of one, so the driver can always tell, if that line is whole.
    private void Say(string text, int pushed = 0)
    {
        if (Mad && !_mayPushBeCut)
        {
            switch (_random.Next(8))
            {
                case 0:
                    // A result of some kind must come, or the driver waits for the command's limit. The answer's name stays: a
                    // bare ERROR instead of bytes that the module has given away would be a lie that nothing can tell.
                    int kept = Math.Min(text.Length, _random.Next(10, Math.Max(11, text.Length)));

                    // Neither may ERROR take exactly the place of the bytes that it cuts off: nothing could tell that, either.
                    kept -= text.Length - kept == "\r\nERROR".Length ? 1 : 0;
                    text = pushed > 0 ? text[..^_random.Next(1, Math.Min(pushed, 3) + 1)] : text[..kept] + "\r\nERROR\r\n";
                    break;

                case 1:
                    text = text[_random.Next(text.Length)..];
                    break;

                case 2:
                    int at = _random.Next(text.Length);
                    text = text.Remove(at, Math.Min(_random.Next(1, 4), text.Length - at)) + "\r\nOK\r\n";
                    break;

                case 3:
                    text = s_noise[_random.Next(s_noise.Length)] + text;
                    break;

                case 4:
                    text += s_noise[_random.Next(s_noise.Length)];
                    break;
            }
        }

        _mayPushBeCut = Mad && pushed > 0;

        foreach (byte value in Encoding.Latin1.GetBytes(text))
        {
            _arrived.Enqueue(value);
        }

        _changed.Set();
    }
}
