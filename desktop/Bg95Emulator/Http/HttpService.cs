// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Emulator;

/// <summary>The module's HTTP client: one request at a time.</summary>
internal sealed class HttpService
{
    private readonly object _gate = new();
    private readonly ModuleOptions _options;
    private HttpExchange? _exchange;
    private bool _busy;

    public HttpService(ModuleOptions options)
    {
        _options = options;
        Settings = new HttpSettings(options.PdpContextCount);
    }

    public HttpSettings Settings { get; private set; }

    /// <summary>What AT+QHTTPURL has set; empty at first.</summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>A request is under way, or an answer is being read.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _busy;
            }
        }
    }

    /// <summary>Begins a request; what is left of the answer before it is lost.</summary>
    public void Begin(HttpExchange exchange)
    {
        HttpExchange? old;
        lock (_gate)
        {
            (old, _exchange) = (_exchange, exchange);
            _busy = true;
        }

        old?.Dispose();
    }

    /// <summary>The answer that waits to be read, for whoever reads it now; null where there is none.</summary>
    public HttpExchange? TakeAnswer()
    {
        lock (_gate)
        {
            if (_busy || _exchange is not { IsAnswered: true })
            {
                return null;
            }

            _busy = true;
            return _exchange;
        }
    }

    /// <summary>The answer is here and waits to be read. False when somebody has put an end to the request.</summary>
    public bool Answered(HttpExchange exchange)
    {
        lock (_gate)
        {
            if (_exchange != exchange)
            {
                return false;
            }

            _busy = false;
            return true;
        }
    }

    /// <summary>The request has failed, or its answer is read. False when somebody has put an end to it before.</summary>
    public bool End(HttpExchange exchange)
    {
        bool wasCurrent;
        lock (_gate)
        {
            wasCurrent = _exchange == exchange;
            if (wasCurrent)
            {
                _exchange = null;
                _busy = false;
            }
        }

        exchange.Dispose();
        return wasCurrent;
    }

    /// <summary>Puts an end to what is under way, without a word.</summary>
    public void Stop()
    {
        HttpExchange? old;
        lock (_gate)
        {
            (old, _exchange) = (_exchange, null);
            _busy = false;
        }

        old?.Dispose();
    }

    public void LosePdpContext(int context)
    {
        HttpExchange? exchange = Volatile.Read(ref _exchange);
        if (exchange != null && exchange.PdpContext == context)
        {
            exchange.Abort(HttpError.NetworkDeactivated);
        }
    }

    public void Reset()
    {
        Stop();
        Settings = new HttpSettings(_options.PdpContextCount);
        Url = string.Empty;
    }
}
