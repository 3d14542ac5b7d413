// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>
/// One request and its answer, on a connection of its own: the module's name service, TCP and TLS, and a library's HTTP. One thread
/// at a time works with it; <see cref="Abort"/> may be called from any.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly HttpTarget _target;
    private readonly ConnectionOpener _opener;
    private ISecureChannel? _channel;
    private HttpModuleStream? _stream;
    private HttpMessageInvoker? _client;
    private HttpResponseMessage? _response;
    private Stream? _body;
    private int _aborted;
    private int _headerSent;

    public HttpExchange(ModuleState module, HttpTarget target, int pdpContext, int sslContext)
    {
        _module = module;
        _target = target;
        PdpContext = pdpContext;
        _opener = new ConnectionOpener(
            module,
            new SocketRequest(0, pdpContext, sslContext, target.Host, target.Port, 0, module.SslContexts[sslContext] with { Dtls = 0 })
            {
                Service = target.IsSecure ? SocketService.Ssl : SocketService.Tcp,
            });
    }

    public int PdpContext { get; }

    /// <summary>The answer's header is here, and its body can be read.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>As the unsolicited result tells it: the status, and the length where the header has it.</summary>
    public string Answer { get; private set; } = string.Empty;

    /// <summary>Opens the connection; the error number when that fails.</summary>
    public int Open()
    {
        ISecureChannel? channel = _opener.Open();
        if (channel == null)
        {
            return _aborted != 0 ? _aborted : _opener.Error switch
            {
                SslError.OpenPdpFailed => HttpError.NetworkOpenFailed,
                SslError.DnsFailed => HttpError.DnsFailed,
                SslError.Timeout => HttpError.Timeout,

                // The numbers know no handshake: a BG95 says 701 (module facts 19).
                _ => _opener.LocalPort == 0 ? HttpError.ConnectFailed : HttpError.Unknown,
            };
        }

        lock (_gate)
        {
            _channel = FaultyChannel.Wrap(channel, _module.Faults, _module.Options.Clock);
            if (_aborted != 0)
            {
                _channel.Dispose();
            }

            return _aborted;
        }
    }

    /// <summary>Sends the request and waits for the answer's header; the error number when none comes.</summary>
    /// <param name="method">The method, or the first word of a request that the host has sent whole.</param>
    /// <param name="settings">What AT+QHTTPCFG has set.</param>
    /// <param name="content">The body, or the whole request; null for none.</param>
    public async Task<int> Send(string method, HttpSettings settings, byte[]? content)
    {
        if (_channel == null)
        {
            return HttpError.ConnectFailed;
        }

        byte[]? whole = settings.HostSendsHeader ? content : null;
        _stream = new HttpModuleStream(_channel, whole, _module.PowerSaving.Touch);
        SocketsHttpHandler handler = new()
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(_stream),
            MaxResponseDrainSize = 0,
            PreAuthenticate = false,
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpMessageInvoker(handler);
        using HttpRequestMessage request = whole != null ? StandIn(method) : Request(method, settings, content);
        try
        {
            HttpResponseMessage response = await _client.SendAsync(request, CancellationToken.None);
            lock (_gate)
            {
                _response = response;
                _body = response.Content.ReadAsStream(CancellationToken.None);
                bool hasLength = response.Content.Headers.NonValidated.TryGetValues("Content-Length", out _);
                Answer = $"{(int)response.StatusCode}" + (hasLength ? $",{response.Content.Headers.ContentLength}" : string.Empty);
                IsAnswered = _aborted == 0;
                return _aborted;
            }
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return _aborted != 0 ? _aborted : HttpError.ResponseFailed;
        }
    }

    /// <summary>The next bytes of the answer, header first where it is wanted; 0 at its end, the error number as a negative one.</summary>
    public int Read(byte[] buffer, bool withHeader, TimeSpan limit)
    {
        string header = withHeader ? _stream!.Header : string.Empty;
        if (_headerSent < header.Length)
        {
            int count = Math.Min(buffer.Length, header.Length - _headerSent);
            Encoding.Latin1.GetBytes(header.AsSpan(_headerSent, count), buffer);
            _headerSent += count;
            return count;
        }

        using CancellationTokenSource late = new(limit, _module.Options.Clock);
        using CancellationTokenRegistration onLate = late.Token.Register(() => Abort(HttpError.ReadTimeout));
        try
        {
            int count = _body!.Read(buffer, 0, buffer.Length);
            return _aborted != 0 ? -_aborted : count;
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return -(_aborted != 0 ? _aborted : HttpError.ReadFailed);
        }
    }

    /// <summary>Gives up, from any thread; the number becomes the result.</summary>
    public void Abort(int error)
    {
        ISecureChannel? channel;
        lock (_gate)
        {
            _aborted = _aborted != 0 ? _aborted : error;
            channel = _channel;
        }

        _opener.Cancel(error);
        channel?.Dispose();
    }

    public void Dispose()
    {
        Abort(HttpError.NoRequest);
        _response?.Dispose();
        _client?.Dispose();
    }

    private static bool IsFault(Exception fault) => fault is HttpRequestException || ConnectionOpener.IsConnectionFault(fault);

    // The library has to know whether the answer has a body; all else of it is not sent.
    private HttpRequestMessage StandIn(string method) =>
        new(method == "HEAD" ? HttpMethod.Head : HttpMethod.Get, _target.PlainAddress);

    /// <summary>With the header lines that modules send (module facts 19).</summary>
    private HttpRequestMessage Request(string method, HttpSettings settings, byte[]? content)
    {
        HttpRequestMessage request = new(new HttpMethod(method), _target.PlainAddress);
        request.Headers.TryAddWithoutValidation("Host", _target.HostHeader);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.TryAddWithoutValidation("User-Agent", "QUECTEL_MODULE");
        request.Headers.TryAddWithoutValidation("Connection", "Keep-Alive");
        if (settings.Authorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(
                "Authorization", "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes(settings.Authorization)));
        }

        int colon = settings.CustomHeader.IndexOf(':');
        if (colon > 0)
        {
            request.Headers.TryAddWithoutValidation(settings.CustomHeader[..colon], settings.CustomHeader[(colon + 1)..].Trim());
        }

        if (content != null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", settings.ContentType);
        }

        return request;
    }
}
