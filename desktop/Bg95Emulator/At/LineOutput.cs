// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// The sending half of the module's UART. Whole answers and whole unsolicited results leave one at a time, so that one
/// never splits the other; between a prompt and the end of its data unsolicited results wait.
/// </summary>
internal sealed class LineOutput
{
    // Only reached when a host leaves a prompt or transparent mode open for very long.
    private const int MaxQueued = 1000;

    private readonly object _gate = new();
    private readonly ModuleOptions _options;
    private readonly Action<LineDirection, ReadOnlyMemory<byte>> _trace;
    private readonly Queue<Unsolicited> _waiting = new();
    private readonly Queue<string> _insideNextAnswer = new();
    private Stream? _line;
    private bool _dataMode;
    private bool _insideEcho;
    private bool _silent;
    private int _session;

    public LineOutput(ModuleOptions options, Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _options = options;
        _trace = trace;
    }

    /// <summary>Counts reboots and changes of line: an answer begun before one is never finished after it.</summary>
    public int Session
    {
        get
        {
            lock (_gate)
            {
                return _session;
            }
        }
    }

    private bool MustWait => _dataMode || _insideEcho;

    public void Attach(Stream? line)
    {
        lock (_gate)
        {
            _line = line;
            StartAnew();
        }
    }

    /// <summary>Lets go of the line, unless another has taken its place.</summary>
    public void Detach(Stream line)
    {
        lock (_gate)
        {
            if (_line == line)
            {
                _line = null;
                StartAnew();
            }
        }
    }

    /// <summary>Drops everything under way; a silent module puts nothing on the line until it is reset again.</summary>
    public void Reset(bool silent)
    {
        lock (_gate)
        {
            _silent = silent;
            StartAnew();
        }
    }

    /// <summary>Echoes part of a command line; until its end unsolicited results wait.</summary>
    public void Echo(ReadOnlySpan<byte> bytes, bool endOfLine)
    {
        lock (_gate)
        {
            Emit(bytes.ToArray());
            _insideEcho = !endOfLine;
            EmitWaiting();
        }
    }

    /// <summary>Writes what the answer holds, which ends with a prompt or CONNECT, and holds unsolicited results back.</summary>
    public void BeginData(Answer answer, int session)
    {
        lock (_gate)
        {
            if (session == _session)
            {
                Emit(answer.Bytes);
                _dataMode = true;
            }
        }

        answer.Clear();
    }

    /// <summary>Ends a command: the rest of the answer and the result, with one flush.</summary>
    public void Finish(Answer answer, string? result, int session)
    {
        lock (_gate)
        {
            if (session == _session)
            {
                while (result != null && _insideNextAnswer.TryDequeue(out string? text))
                {
                    answer.Framed(text);
                }

                if (result != null)
                {
                    answer.Framed(result);
                }

                Emit(answer.Bytes);
                _dataMode = false;
                EmitWaiting();
                Monitor.PulseAll(_gate);
            }
        }

        answer.Clear();
    }

    /// <summary>Puts an unsolicited result on the line, now or as soon as it splits nothing.</summary>
    public void SendUnsolicited(
        string text,
        SslClientSocket? source = null,
        bool leadingLineEnd = true,
        bool trailingLineEnd = true)
    {
        lock (_gate)
        {
            string start = leadingLineEnd ? "\r\n" : string.Empty;
            string end = trailingLineEnd ? "\r\n" : string.Empty;
            Unsolicited unsolicited = new(start + text + end, source);
            if (!MustWait)
            {
                Emit(unsolicited);
            }
            else if (_waiting.Count < MaxQueued)
            {
                _waiting.Enqueue(unsolicited);
            }
        }
    }

    /// <summary>Keeps an unsolicited result for the next answer and puts it before that answer's final result.</summary>
    public void SendInsideNextAnswer(string text)
    {
        lock (_gate)
        {
            _insideNextAnswer.Enqueue(text);
        }
    }

    /// <summary>
    /// Direct push: header and data in one piece. Waits for its turn, so the peer waits too. False when the socket was
    /// closed or left direct push mode meanwhile.
    /// </summary>
    public bool TryPush(string header, ReadOnlySpan<byte> data, SslClientSocket source)
    {
        byte[] bytes = new byte[header.Length + data.Length];
        Encoding.Latin1.GetBytes(header, bytes);
        data.CopyTo(bytes.AsSpan(header.Length));
        lock (_gate)
        {
            while (MustWait && !source.IsReleased && source.Receiver.AccessMode == 1)
            {
                Monitor.Wait(_gate);
            }

            if (source.IsReleased || source.Receiver.AccessMode != 1)
            {
                return false;
            }

            Emit(bytes);
            return true;
        }
    }

    /// <summary>Transparent mode: the peer's bytes as they are. False when the line has left transparent mode.</summary>
    public bool TryWriteTransparent(ReadOnlyMemory<byte> bytes, SslClientSocket source)
    {
        lock (_gate)
        {
            if (!_dataMode || !source.Receiver.OwnsLine || source.IsReleased)
            {
                return false;
            }

            Emit(bytes);
            return true;
        }
    }

    /// <summary>Lets threads that wait in <see cref="TryPush"/> look at their socket again.</summary>
    public void WakeUp()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void StartAnew()
    {
        _session++;
        _dataMode = false;
        _insideEcho = false;
        _waiting.Clear();
        _insideNextAnswer.Clear();
        Monitor.PulseAll(_gate);
    }

    private void EmitWaiting()
    {
        if (MustWait)
        {
            return;
        }

        while (_waiting.TryDequeue(out Unsolicited unsolicited))
        {
            Emit(unsolicited);
        }

        Monitor.PulseAll(_gate);
    }

    private void Emit(Unsolicited unsolicited)
    {
        // The host that has closed an id, and may have opened it again, must hear no more of its old socket.
        if (unsolicited.Source is not { IsReleased: true })
        {
            Emit(Encoding.Latin1.GetBytes(unsolicited.Text));
        }
    }

    private void Emit(ReadOnlyMemory<byte> bytes)
    {
        if (_line == null || _silent || bytes.IsEmpty)
        {
            return;
        }

        int chunk = _options.DeliveryChunk > 0 ? _options.DeliveryChunk : bytes.Length;
        try
        {
            for (int start = 0; start < bytes.Length; start += chunk)
            {
                ReadOnlyMemory<byte> part = bytes.Slice(start, Math.Min(chunk, bytes.Length - start));
                _trace(LineDirection.ToHost, part);
                _line.Write(part.Span);
            }

            _line.Flush();
        }
        catch (IOException)
        {
            _line = null;
        }
        catch (ObjectDisposedException)
        {
            _line = null;
        }
    }

    private readonly record struct Unsolicited(string Text, SslClientSocket? Source);
}
