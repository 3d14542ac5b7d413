// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using Bg95Emulator;
using Xunit;

namespace Bg95Tool.Tests;

/// <summary>An emulated module on a TCP port, with an HTTPS server that it reaches by name, and a folder for files.</summary>
internal sealed class ServedModule : IDisposable
{
    private static readonly IPAddress s_address = IPAddress.Parse("192.0.2.1");

    private readonly TcpLine _line;
    private readonly TryServer _server = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bg95-tool-");
    private Exception? _fault;

    public ServedModule(Action<ModuleOptions>? configure = null, params string[] faults)
    {
        ModuleOptions options = new() { OfflineDns = true };
        options.Hosts[TryServer.Host] = s_address;
        options.Routes[new IPEndPoint(s_address, TryServer.PublicPort)] = new IPEndPoint(IPAddress.Loopback, _server.Port);
        foreach (string fault in faults)
        {
            options.Faults.Add(fault);
        }

        configure?.Invoke(options);
        Module = new EmulatedModule(options);
        Module.Fault += fault => _fault = fault;
        _line = new TcpLine(Module);
    }

    public EmulatedModule Module { get; }

    /// <summary>Where it is, as --tcp takes it.</summary>
    public string Place => _line.EndPoint.ToString();

    /// <summary>A page of the server's.</summary>
    public static string Page(int size) => $"https://{TryServer.Host}/{size}";

    /// <summary>The server's CA certificate in a file.</summary>
    public string Ca => Put("server-ca.pem", _server.CaPem);

    /// <summary>A file's path in the folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Put(string name, byte[] content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    /// <summary>Runs the tool on it.</summary>
    public ToolRun Run(params string[] args) => ToolRun.ToEnd([.. args, "--tcp", Place]);

    public void Dispose()
    {
        _line.Dispose();
        Module.Dispose();
        _server.Dispose();
        _folder.Delete(recursive: true);
        Assert.Null(_fault);
    }
}
