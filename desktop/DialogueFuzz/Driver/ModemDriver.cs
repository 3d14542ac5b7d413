// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace DialogueFuzz;

/// <summary>The driver of this repository, by its public face.</summary>
internal sealed class ModemDriver : IDriver
{
    private const int MostFiles = 32;
    private readonly Bg95Modem _modem;

    public ModemDriver(ITransport line, int receiveBufferSize, TimeSource time)
    {
        _modem = new Bg95Modem(line, receiveBufferSize, time);
    }

    public bool IsOpen => _modem.IsOpen;

    public void Open(int timeoutMilliseconds) => _modem.Open(timeoutMilliseconds);

    public void Close() => _modem.Close();

    public void Dispose() => _modem.Dispose();

    public void Configure(int context, ContextKind kind, bool omitsName, bool skipsHost)
    {
        SslContext settings = _modem.SslContexts[context];
        settings.SecurityLevel = kind switch
        {
            ContextKind.Unchecked => SecurityLevel.InsecureNone,
            ContextKind.Mutual => SecurityLevel.ServerAndClient,
            _ => SecurityLevel.Server,
        };
        settings.CaCertificate = kind == ContextKind.Unchecked ? null : Network.AuthorityFile;
        settings.ClientCertificate = kind == ContextKind.Mutual ? "client.pem" : null;
        settings.ClientKey = kind == ContextKind.Mutual ? "key.pem" : null;
        settings.InsecureOmitServerName = omitsName;
        settings.InsecureSkipHostCheck = skipsHost || kind == ContextKind.AnyHost;
        settings.InsecureIgnoreValidity = kind == ContextKind.AnyTime;
    }

    public IDriverSocket Connect(int context, string host, int port, int mode, int ringSize)
    {
        return new ModemSocket(_modem.SslContexts[context].Connect(host, port, (AccessMode)mode, ringSize));
    }

    public int CountSockets()
    {
        SslSocketInfo[] infos = new SslSocketInfo[12];

        for (int i = 0; i < infos.Length; i++)
        {
            infos[i] = new SslSocketInfo();
        }

        return _modem.GetSockets(infos);
    }

    public void Diagnose(int context, string host) => _modem.Diagnose(_modem.SslContexts[context], host);

    public void ConfigurePdp(int id, string apn) => _modem.Pdp.Configure(id, apn);

    public void ActivatePdp(int id) => _modem.Pdp.Activate(id);

    public void DeactivatePdp(int id) => _modem.Pdp.Deactivate(id);

    public string? GetAddress(int id) => _modem.Pdp.GetAddress(id);

    public void Upload(string name, byte[] bytes, Action<int>? progress)
    {
        _modem.Files.Upload(name, bytes, progress == null ? null : (written, _) => progress(written));
    }

    public int Download(string name, byte[] buffer, int offset, int count) => _modem.Files.Download(name, buffer, offset, count);

    public void Delete(string name) => _modem.Files.Delete(name);

    public int GetSize(string name) => _modem.Files.GetSize(name);

    public int CountFiles()
    {
        ModuleFile[] files = new ModuleFile[MostFiles];

        for (int i = 0; i < files.Length; i++)
        {
            files[i] = new ModuleFile();
        }

        return _modem.Files.List("*", files);
    }

    public DateTime GetUtc() => _modem.Clock.GetUtc();

    public void SetUtc(DateTime time) => _modem.Clock.Set(time);

    public string[] Execute(string command, int timeoutMilliseconds) => _modem.Execute(command, timeoutMilliseconds);

    public void Listen(Action<string> handler)
    {
        _modem.Restarted += (_, _) => handler("Restarted");
        _modem.PoweredDown += (_, _) => handler("PoweredDown");
        _modem.Pdp.Deactivated += (_, e) => handler("Deactivated");
        _modem.AddUrcHandler("+CREG: ", (_, _) => handler("+CREG"));
    }
}
