// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>
/// The HTTP library's way to a connection that the module has opened. It keeps the header of the answer as it came, and puts a
/// request of the host's in the place of the library's where the host has sent one whole.
/// </summary>
internal sealed class HttpModuleStream : Stream
{
    // The library gives up on longer headers by itself.
    private const int MaxHeader = 64 * 1024;

    private readonly ISecureChannel _channel;
    private readonly Action _received;
    private readonly StringBuilder _header = new();
    private ReadOnlyMemory<byte> _wholeRequest;
    private readonly bool _replacesRequest;
    private bool _headerIsWhole;
    private int _lineStart;

    /// <param name="channel">The connection.</param>
    /// <param name="wholeRequest">What is sent instead of the library's request; null where that is right.</param>
    /// <param name="received">Called whenever something has come.</param>
    public HttpModuleStream(ISecureChannel channel, byte[]? wholeRequest, Action received)
    {
        _channel = channel;
        _wholeRequest = wholeRequest;
        _replacesRequest = wholeRequest != null;
        _received = received;
    }

    /// <summary>The status line and what follows, up to and with the empty line; interim answers are passed over.</summary>
    public string Header => _header.ToString();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        byte[] bytes = new byte[buffer.Length];
        int count = bytes.Length == 0 ? 0 : Receive(bytes);
        bytes.AsSpan(0, count).CopyTo(buffer);
        _received();
        Keep(bytes.AsSpan(0, count));
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // The channel waits on the thread that reads: whoever gives up disposes it.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Read(buffer.Span), CancellationToken.None));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_replacesRequest)
        {
            _channel.Write(buffer);
        }
        else if (!_wholeRequest.IsEmpty)
        {
            _channel.Write(_wholeRequest.Span);
            _wholeRequest = default;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Write(buffer.Span), CancellationToken.None));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _channel.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A peer that closes without close_notify has closed all the same: the library knows whether anything is missing.</summary>
    private int Receive(byte[] bytes)
    {
        try
        {
            return _channel.Read(bytes);
        }
        catch (TlsNoCloseNotifyException)
        {
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            if (_headerIsWhole || _header.Length == MaxHeader)
            {
                return;
            }

            _header.Append((char)next);
            if (next == '\n')
            {
                EndLine();
            }
        }
    }

    private void EndLine()
    {
        bool isEmpty = _header.ToString(_lineStart, _header.Length - _lineStart).Trim('\r', '\n').Length == 0;
        _lineStart = _header.Length;
        if (isEmpty && IsInterim(_header.ToString()))
        {
            _header.Clear();
            _lineStart = 0;
        }
        else
        {
            _headerIsWhole = isEmpty;
        }
    }

    private static bool IsInterim(string header)
    {
        int space = header.IndexOf(' ');
        return space > 0 && space + 1 < header.Length && header[space + 1] == '1';
    }
}
