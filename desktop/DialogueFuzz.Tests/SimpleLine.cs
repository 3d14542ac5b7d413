// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using Bg95Ssl;

namespace DialogueFuzz.Tests;

/// <summary>Commands and answers, as simply as can be: one byte after the other, and everything thrown away that was not asked for.</summary>
internal sealed class SimpleLine(ITransport port, TimeSource time)
{
    private readonly Signal _free = time.CreateSignal();
    private readonly List<string> _late = [];
    private bool _isTaken;

    /// <summary>Gets the time.</summary>
    public TimeSource Time => time;

    public bool IsOpen { get; private set; }

    /// <summary>Gets the results of opening that have come.</summary>
    public List<string> Opened => _late;

    /// <summary>Gets the payload of the last answer.</summary>
    public byte[] Payload { get; private set; } = [];

    public void Open()
    {
        port.Open();
        IsOpen = true;
    }

    public void Close()
    {
        IsOpen = false;
        port.Close();
    }

    /// <summary>Does something with nobody else on the line.</summary>
    public void Alone(Action action)
    {
        while (_isTaken)
        {
            _free.Wait(50);
        }

        _isTaken = true;

        try
        {
            action();
        }
        finally
        {
            _isTaken = false;
            _free.Set();
        }
    }

    public void Write(byte[] bytes)
    {
        port.Write(bytes, 0, bytes.Length, 5_000);
    }

    public void Write(string text)
    {
        Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Throws away what comes, until nothing does.</summary>
    public void Drain(int quiet)
    {
        byte[] bytes = new byte[1];

        while (port.Read(bytes, 0, 1, 1, quiet) > 0)
        {
        }
    }

    /// <summary>Gives the rows of an answer; throws if it is an error or none.</summary>
    public List<string> Run(string command, int limit = 10000)
    {
        Write(command + "\r");
        return AwaitResult(command, limit);
    }

    /// <summary>Waits for the prompt.</summary>
    public void AwaitPrompt(string command)
    {
        byte[] bytes = new byte[1];
        StringBuilder line = new();

        while (Read(bytes, command, 10000) != '>')
        {
            line.Append((char)bytes[0]);

            if (line.ToString().EndsWith("ERROR\r\n", StringComparison.Ordinal))
            {
                throw new Bg95Exception(Bg95Error.Rejected, command);
            }
        }
    }

    public List<string> AwaitResult(string command, int limit)
    {
        List<string> rows = [];

        while (true)
        {
            string line = ReadLine(command, limit);

            if (line is "OK" or "SEND OK")
            {
                return rows;
            }

            if (line is "ERROR" or "SEND FAIL" || line.StartsWith("+CME ERROR", StringComparison.Ordinal))
            {
                throw new Bg95Exception(Bg95Error.Rejected, command);
            }

            if (line.StartsWith("+QSSLOPEN", StringComparison.Ordinal))
            {
                _late.Add(line);
            }
            else if (line.StartsWith("+QSSLRECV: ", StringComparison.Ordinal))
            {
                Payload = ReadPayload(int.Parse(line[11..], null), command);
                rows.Add(line);
            }
            else if (line.Length > 0)
            {
                rows.Add(line);
            }
        }
    }

    public string ReadLine(string command, int limit)
    {
        byte[] bytes = new byte[1];
        StringBuilder line = new();

        while (Read(bytes, command, limit) != '\n')
        {
            if (bytes[0] != '\r')
            {
                line.Append((char)bytes[0]);
            }
        }

        return line.ToString();
    }

    private byte[] ReadPayload(int count, string command)
    {
        byte[] payload = new byte[count];
        byte[] bytes = new byte[1];

        for (int i = 0; i < count; i++)
        {
            payload[i] = (byte)Read(bytes, command, 5000);
        }

        return payload;
    }

    private char Read(byte[] bytes, string command, int limit)
    {
        return port.Read(bytes, 0, 1, 1, limit) == 1 ? (char)bytes[0] : throw new Bg95Exception(Bg95Error.NoAnswer, command);
    }
}
