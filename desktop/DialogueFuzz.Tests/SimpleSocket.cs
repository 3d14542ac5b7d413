// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl;

namespace DialogueFuzz.Tests;

/// <summary>A socket of <see cref="SimpleDriver"/>.</summary>
internal sealed class SimpleSocket : IDriverSocket
{
    private readonly SimpleDriver _driver;
    private readonly Queue<byte> _waiting = new();
    private readonly List<Action> _dataHandlers = [];
    private readonly List<Action> _closedHandlers = [];
    private bool _isClosedByPeer;
    private bool _isEmpty;
    private int _receives;

    public SimpleSocket(SimpleDriver driver, int id)
    {
        _driver = driver;
        Id = id;
    }

    public int Id { get; }

    public bool IsGone { get; private set; }

    /// <summary>Gets or sets a value indicating whether its PDP context was taken away.</summary>
    public bool IsLost { get; set; }

    public bool IsConnected => !IsGone && !_isClosedByPeer;

    private Fault Fault => _driver.Fault;

    public void Send(byte[] buffer, int offset, int count)
    {
        if (offset + count > buffer.Length && Fault != Fault.TakesAnything)
        {
            throw new ArgumentException("range");
        }

        for (int times = Fault == Fault.SendsTwice ? 2 : 1; times > 0 && Fault != Fault.TakesAnything; times--)
        {
            for (int at = 0; at < count; at += 1460)
            {
                SendPiece(buffer.AsSpan(offset + at, Math.Min(1460, count - at)).ToArray());
            }
        }
    }

    public void SendVariable(byte[] buffer, int offset, int count)
    {
        if (Array.IndexOf(buffer, (byte)0x1A, offset, count) >= 0 && Fault != Fault.TakesAnything)
        {
            throw new ArgumentException("data");
        }

        SendPiece(buffer.AsSpan(offset, count).ToArray());
    }

    public int Receive(byte[] buffer, int offset, int count, int timeoutMilliseconds)
    {
        if (count <= 0 || offset + count > buffer.Length || timeoutMilliseconds < 0)
        {
            return Fault == Fault.TakesAnything ? 0 : throw new ArgumentException("range");
        }

        Misbehave();
        long end = _driver.Line.Time.Milliseconds + timeoutMilliseconds;

        while (true)
        {
            Check();
            Fill();

            if (_waiting.Count > 0 || (_isClosedByPeer && _isEmpty) || Fault == Fault.EndsEarly)
            {
                break;
            }

            if (_driver.Line.Time.Milliseconds >= end)
            {
                return -1;
            }

            _driver.Line.Time.Sleep((int)Math.Clamp(end - _driver.Line.Time.Milliseconds, 1, 500));
        }

        if (_waiting.Count == 0 && Fault == Fault.EndsNever)
        {
            _driver.Line.Time.Sleep(timeoutMilliseconds);
            return -1;
        }

        int got = 0;

        while (got < count && _waiting.TryDequeue(out byte value))
        {
            buffer[offset + got++] = value;
        }

        _receives += got;

        if (Fault == Fault.ChangesByte && got > 2)
        {
            buffer[offset + 1] ^= 1;
        }

        if (Fault == Fault.WritesBeside && offset > 0)
        {
            buffer[offset - 1] = 1;
        }

        return got;
    }

    public void SwitchMode(int mode, int ringSize)
    {
        Check();
    }

    public string QueryState()
    {
        Check();
        return Ask() ?? "none";
    }

    public void Close(int timeoutMilliseconds)
    {
        if (IsGone)
        {
            return;
        }

        IsGone = true;

        if (Fault != Fault.KeepsIds && _driver.IsOpen)
        {
            _driver.Run(() => _driver.Line.Run($"AT+QSSLCLOSE={Id}", 30000));
        }
    }

    public void Dispose()
    {
        try
        {
            Close(-1);
        }
        catch (Bg95Exception)
        {
            // Nothing is said.
        }
    }

    public void OnDataReceived(Action handler)
    {
        _dataHandlers.Add(handler);
    }

    public void OnClosed(Action handler)
    {
        _closedHandlers.Add(handler);
    }

    /// <summary>Looks for what a handler is to be told.</summary>
    public void Poll()
    {
        if (IsGone)
        {
            return;
        }

        try
        {
            Fill();

            _isClosedByPeer |= Ask()?.Split(',')[5] == "4";
        }
        catch (Exception e) when (e is Bg95Exception or InvalidOperationException)
        {
            return;
        }

        if (_waiting.Count > 0)
        {
            _dataHandlers.ForEach(handler => handler());
        }

        if (_isClosedByPeer)
        {
            List<Action> handlers = [.. _closedHandlers];
            _closedHandlers.Clear();
            handlers.ForEach(handler => handler());
        }
    }

    private void SendPiece(byte[] bytes)
    {
        Check();

        if (Fault == Fault.ForgetsSend)
        {
            return;
        }

        int id = Id;

        foreach (SimpleSocket other in _driver.Sockets)
        {
            id = Fault == Fault.SendsElsewhere && !other.IsGone ? other.Id : id;
        }

        _driver.Run(() =>
        {
            string command = $"AT+QSSLSEND={id},{bytes.Length}";
            _driver.Line.Write(command + "\r");
            _driver.Line.AwaitPrompt(command);
            _driver.Line.Write(bytes);
            _driver.Line.AwaitResult(command, 30000);
        });
    }

    private void Misbehave()
    {
        switch (Fault)
        {
            case Fault.TakesLong:
                _driver.Line.Time.Sleep(300000);
                break;
            case Fault.Hangs:
                _driver.Line.Time.CreateSignal().Wait(-1);
                break;
            case Fault.ThrowsInternals:
                throw new IndexOutOfRangeException();
            default:
                break;
        }
    }

    private void Check()
    {
        if (IsGone)
        {
            throw new ObjectDisposedException("socket");
        }

        if (IsLost)
        {
            throw new Bg95Exception(Bg95Error.PdpContextBroken, "socket");
        }
    }

    private void Fill()
    {
        if (_waiting.Count > 0 || (Fault == Fault.StopsReading && _receives > 0))
        {
            return;
        }

        try
        {
            _driver.Run(() =>
            {
                // Its number may be another's by now.
                Check();
                _driver.Line.Run($"AT+QSSLRECV={Id},100");
                byte[] payload = _driver.Line.Payload;
                _driver.Line.Run("AT");

                for (int i = Fault == Fault.LosesByte && payload.Length > 50 ? 1 : 0; i < payload.Length; i++)
                {
                    _waiting.Enqueue(payload[i]);
                }
            });
        }
        catch (Bg95Exception e) when (e.Error == Bg95Error.Rejected)
        {
            // The socket is gone in the module; its state says so.
        }

        _isEmpty = _waiting.Count == 0;

        if (_isEmpty)
        {
            string? state = Ask();

            if (state is null)
            {
                throw new Bg95Exception(Bg95Error.ModuleRestarted, "AT+QSSLSTATE");
            }

            _isClosedByPeer |= state.Split(',')[5] == "4";
        }
    }

    private string? Ask()
    {
        string? row = null;
        _driver.Run(() => row = IsGone ? null : _driver.Line.Run($"AT+QSSLSTATE").Find(row => row.StartsWith($"+QSSLSTATE: {Id},", StringComparison.Ordinal)));
        return row;
    }
}
