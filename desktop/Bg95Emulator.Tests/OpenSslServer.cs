// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;

namespace Bg95Emulator.Tests;

/// <summary>An <c>openssl s_server</c> on the loopback address: what it prints is waited for, what it is given it sends.</summary>
internal sealed class OpenSslServer : IDisposable
{
    private const int LimitMilliseconds = 20_000;

    private static readonly Lazy<string?> s_version = new(FindVersion);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("s_server");
    private readonly StringBuilder _printed = new();
    private readonly Process _process;

    private OpenSslServer(X509Certificate2 certificate, IEnumerable<string> arguments)
    {
        string pem = Path.Combine(_folder.FullName, "server.pem");
        AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(pem, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        _process = Run(["s_server", "-accept", "127.0.0.1:0", "-cert", pem, "-key", pem, .. arguments]);
        Collect(_process.StandardOutput);
        Collect(_process.StandardError);
    }

    /// <summary>What <c>openssl version</c> prints; null where there is none.</summary>
    public static string? Version => s_version.Value;

    public int Port { get; private set; }

    /// <summary>Null when this build of OpenSSL does not speak what the arguments want.</summary>
    public static OpenSslServer? TryStart(X509Certificate2 certificate, params IEnumerable<string> arguments)
    {
        if (Version == null)
        {
            return null;
        }

        OpenSslServer server = new(certificate, arguments);
        string? line = server.TryWaitForLine("ACCEPT ");
        if (line == null)
        {
            server.Dispose();
            return null;
        }

        server.Port = int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>OpenSSL's names of the suites it knows, by their names in the standards.</summary>
    public static SortedDictionary<string, string> KnownSuites()
    {
        SortedDictionary<string, string> suites = new(StringComparer.Ordinal);
        if (Version == null)
        {
            return suites;
        }

        using Process process = Run(["ciphers", "-stdname", "ALL:@SECLEVEL=0"]);
        while (process.StandardOutput.ReadLine() is string line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 2)
            {
                suites[words[0]] = words[2];
            }
        }

        return suites;
    }

    /// <summary>The first line printed that begins so.</summary>
    public string WaitForLine(string start) =>
        TryWaitForLine(start) ?? throw new TimeoutException($"No line '{start}' in:\n{Printed()}");

    /// <summary>Sends a line to the client.</summary>
    public void Send(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit(LimitMilliseconds);
        _process.Dispose();
        _folder.Delete(true);
    }

    private static Process Run(IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static string? FindVersion()
    {
        try
        {
            using Process process = Run(["version"]);
            string line = process.StandardOutput.ReadToEnd().Trim();
            return line.StartsWith("OpenSSL ", StringComparison.Ordinal) ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed.
            return null;
        }
    }

    private string? TryWaitForLine(string start)
    {
        string? found = null;
        bool ended = false;
        SpinWait.SpinUntil(
            () =>
            {
                ended = _process.HasExited;
                found = Array.Find(Printed().Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal));
                return found != null || ended;
            },
            LimitMilliseconds);
        return found?.TrimEnd();
    }

    private string Printed()
    {
        lock (_printed)
        {
            // What is behind the last line end may be half a line.
            string text = _printed.ToString();
            return text[..(text.LastIndexOf('\n') + 1)];
        }
    }

    private void Collect(StreamReader output)
    {
        Thread thread = new(() =>
        {
            char[] block = new char[1024];
            int count;
            while ((count = output.Read(block)) > 0)
            {
                lock (_printed)
                {
                    _printed.Append(block, 0, count);
                }
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }
}
