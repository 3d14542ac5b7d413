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

namespace LocalPeers;

/// <summary>An <c>openssl s_server</c> on the loopback address: what it prints is waited for, what it is given it sends.</summary>
public sealed class OpenSslServer : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    private static readonly Lazy<string?> s_version = new(FindVersion);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("s_server");
    private readonly StringBuilder _printed = new();
    private readonly Process _process;
    private int _outputs = 2;

    private OpenSslServer(X509Certificate2 certificate, IEnumerable<string> arguments)
    {
        string pem = Path.Combine(_folder.FullName, "server.pem");
        AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(pem, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        _process = Run(["s_server", "-accept", "127.0.0.1:0", "-cert", pem, "-key", pem, .. arguments], _folder.FullName);

        // The streams themselves: a reader may keep characters to itself while it waits for more.
        Collect(_process.StandardOutput.BaseStream);
        Collect(_process.StandardError.BaseStream);
    }

    /// <summary>What <c>openssl version</c> prints; null where there is none.</summary>
    public static string? Version => s_version.Value;

    public int Port { get; private set; }

    /// <summary>Where it runs: -WWW serves the files that are put there.</summary>
    public string Folder => _folder.FullName;

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
        TryWaitForLine(start) ?? throw new TimeoutException($"No line '{start}' in:\n{string.Join('\n', Lines())}");

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

    private static Process Run(IEnumerable<string> arguments, string folder = "") => Process.Start(
        new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder,
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
        long end = Environment.TickCount64 + LimitMilliseconds;
        lock (_printed)
        {
            while (true)
            {
                string? found = Array.Find(Lines(), line => line.StartsWith(start, StringComparison.Ordinal));
                long left = end - Environment.TickCount64;
                if (found != null || _outputs == 0 || left <= 0)
                {
                    return found?.TrimEnd();
                }

                Monitor.Wait(_printed, (int)left);
            }
        }
    }

    private string[] Lines()
    {
        lock (_printed)
        {
            // What is behind the last line end may be half a line.
            return _printed.ToString().Split('\n')[..^1];
        }
    }

    private void Collect(Stream output)
    {
        Thread thread = new(() =>
        {
            byte[] block = new byte[4096];
            int count;
            do
            {
                count = output.Read(block);
                lock (_printed)
                {
                    _printed.Append(Encoding.Latin1.GetString(block, 0, count));
                    _outputs -= count > 0 ? 0 : 1;
                    Monitor.PulseAll(_printed);
                }
            }
            while (count > 0);
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }
}
