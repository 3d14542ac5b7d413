// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Bg95Http;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"get": a page over HTTPS through the module.</summary>
internal sealed class GetCommand(CommandRun run)
{
    private const int HeadSize = 2048;
    private const int FirstRefusal = 400;

    private readonly CommonOptions _common = new();
    private readonly OnlineSettings _online = new();
    private readonly TlsOptions _tls = new(withCa: true);

    private readonly Argument<string> _url = new("url")
    {
        Description = $"The page: https://host/path. With --emulated https://{TryServer.Host}/ and /n, a page of n bytes, are there.",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "file",
        Description = "Where the body goes; standard output unless set.",
    };

    /// <summary>Looks whether an argument is a URL that the module can fetch.</summary>
    public static void CheckUrl(ArgumentResult result)
    {
        if (result.Tokens.Count > 0 && !IsUrl(result.Tokens[0].Value))
        {
            result.AddError($"'{result.Tokens[0].Value}' is no URL of a page: it has to be https://host/path, in ASCII and without blanks.");
        }
    }

    public Command Build()
    {
        Command command = new(
            "get",
            """
            Goes online if need be, opens TLS, and fetches a page. The server is checked by a certificate that is given
            with --ca or is in the module (--ca-name). Redirects are told, not followed.
            """) { _url };
        _url.Validators.Add(CheckUrl);
        command.Options.Add(_output);
        _tls.AddTo(command);
        _online.AddTo(command);
        _common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_output) is string path)
            {
                CommonOptions.CheckFolder(result, "-o", path);
            }
            else if (result.Children.OfType<OptionResult>().Any(option => option.Option.Name == "--json" && !option.Implicit))
            {
                result.AddError("--json needs -o: the body would go to standard output, too.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        Credential? ca = _tls.ReadCa(result);
        Uri url = new(result.GetRequiredValue(_url));
        string? path = result.GetValue(_output);
        return run.Run("get", _common.Read(result), session => Fetch(result, session, ca, url, path), _tls.CaName(result, ca), isOutputTaken: path == null);
    }

    private GetResult Fetch(ParseResult result, Session session, Credential? ca, Uri url, string? path)
    {
        _online.GoOnline(result, session);
        SslContext tls = _tls.Apply(result, session, ca);
        session.Begin("TLS", $"opening TLS to {url.Host}:{url.Port}");
        Stopwatch connecting = Stopwatch.StartNew();
        using SslSocket socket = tls.Connect(url.Host, url.Port);
        int connect = (int)connecting.ElapsedMilliseconds;
        session.Begin("page", $"asking for {url.PathAndQuery}");
        Stopwatch loading = Stopwatch.StartNew();
        HttpClient client = new(socket.GetStream(), HostOf(url), new byte[HeadSize], () => Environment.TickCount64);
        int status = client.Get(url.PathAndQuery);
        using Stream body = path == null ? Stream.Null : File.Create(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long count = CopyBody(session, client, path == null ? run.Console.OutputStream : body, hash);
        GetResult done = new(url.ToString(), status, count, Convert.ToHexStringLower(hash.GetHashAndReset()), connect, (int)loading.ElapsedMilliseconds, path);
        return status < FirstRefusal ? done : throw new ToolFailure("page", "status", $"The server answers {status}.", "Is the path right?") { Partial = done };
    }

    /// <summary>The host of a URL as a request names it.</summary>
    public static string HostOf(Uri url) => url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}";

    private static long CopyBody(Session session, HttpClient client, Stream body, IncrementalHash hash)
    {
        byte[] buffer = new byte[SslSocket.ReceiveChunk];
        long count = 0;
        session.Begin("page", "fetching the page");
        for (int got; (got = client.ReadBody(buffer, 0, buffer.Length)) > 0;)
        {
            session.Ending.ThrowIfCancellationRequested();
            body.Write(buffer, 0, got);
            hash.AppendData(buffer, 0, got);
            count += got;
            session.Narration.Move(count, client.ContentLength);
        }

        body.Flush();
        return count;
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.Host.Length is > 0 and <= SslContext.LongestHost
        && url.UserInfo.Length == 0
        && url.PathAndQuery.Length < HeadSize / 2
        && text.All(letter => letter is > ' ' and <= '~' and not '"');
}
