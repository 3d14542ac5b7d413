// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using LocalPeers;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class ProvisionTests
{
    private static readonly X509Certificate2 s_client = Certificates.Client;

    [Fact]
    public void Provision_CertificateKeyAndPsk_AreInTheModuleByteForByte()
    {
        using ServedModule served = new();
        string ca = served.Put("root", Certificates.Pem(Certificates.Root));
        string certificate = served.Put("cert", Certificates.Pem(s_client));
        string key = served.Put("key", Certificates.KeyPem(s_client));
        string psk = served.Put("psk", "device1&000102030405060708090a0b0c0d0e0f\n"u8.ToArray());
        ToolRun run = served.Run("provision", "--ca", ca, "--client-cert", certificate, "--client-key", key, "--psk", psk, "--ssl-context", "2");
        Assert.Equal(0, run.Code);
        Assert.Equal(Certificates.Pem(Certificates.Root), served.Module.Files.Read("ca.pem"));
        Assert.Equal(Certificates.Pem(s_client), served.Module.Files.Read("client.pem"));
        Assert.Equal(Certificates.KeyPem(s_client), served.Module.Files.Read("client.key"));
        Assert.Equal("device1&000102030405060708090a0b0c0d0e0f"u8.ToArray(), served.Module.Files.Read("2_server.psk"));
        Assert.Contains("CN=Test Root, RSA 2048", run.Output);
        Assert.Contains("written, read back", run.Output);
        Assert.DoesNotContain("0001020304", run.Output + run.Error);
        Assert.DoesNotContain("PRIVATE", run.Output + run.Error);
    }

    [Fact]
    public void Provision_SecondTime_WritesNothing()
    {
        using ServedModule served = new();
        string ca = served.Put("root", Certificates.Pem(Certificates.Root));
        Assert.Equal(0, served.Run("provision", "--ca", ca).Code);
        int uploads = 0;
        served.Module.Dialogue += happened => uploads += happened.Text.StartsWith("AT+QFUPL", StringComparison.Ordinal) ? 1 : 0;
        (ToolRun run, JsonElement document) = ToolRun.Json("provision", "--ca", ca, "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        JsonElement file = document.GetProperty("result").GetProperty("files")[0];
        Assert.Equal("present", file.GetProperty("status").GetString());
        Assert.Equal("ca", file.GetProperty("kind").GetString());
        Assert.Equal(Certificates.Pem(Certificates.Root).Length, file.GetProperty("size").GetInt32());
        Assert.Equal(0, uploads);
    }

    [Fact]
    public void Provision_OtherFileOfThatName_IsWrittenOverOnlyWhenAsked()
    {
        using ServedModule served = new();
        served.Module.Files.Write("ca.pem", "another"u8);
        string ca = served.Put("root", Certificates.Pem(Certificates.Root));
        (ToolRun refused, JsonElement document) = ToolRun.Json("provision", "--ca", ca, "--tcp", served.Place);
        Assert.Equal(1, refused.Code);
        Assert.Equal("otherContent", document.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal("another"u8.ToArray(), served.Module.Files.Read("ca.pem"));
        ToolRun replaced = served.Run("provision", "--ca", ca, "--replace");
        Assert.Equal(0, replaced.Code);
        Assert.Contains("replaced", replaced.Output);
        Assert.Equal(Certificates.Pem(Certificates.Root), served.Module.Files.Read("ca.pem"));
    }

    [Fact]
    public void Provision_ModuleWithoutRoom_IsToldBeforeAnythingIsWritten()
    {
        using ServedModule served = new(options => options.FileSystemSize = 100);
        string ca = served.Put("root", Certificates.Pem(Certificates.Root));
        ToolRun run = served.Run("provision", "--ca", ca);
        Assert.Equal(1, run.Code);
        Assert.Contains("room for 100 bytes", run.Error);
        Assert.Empty(served.Module.Files.List());
    }

    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "--ca DER", "der" },
        { "--ca text", "notPem" },
        { "--ca empty", "notPem" },
        { "--ca missing", "noFile" },
        { "--ca behind a comment", "notPem" },
        { "--ca key", "notCertificate" },
        { "--ca client", "notCa" },
        { "--ca bundle", "bundle" },
        { "--ca cut", "damaged" },
        { "--ca expired", "expired" },
        { "--client-cert CA", "isCa" },
        { "--client-cert expired", "expired" },
        { "--client-cert future", "notYetValid" },
        { "--client-cert with key", "mixed" },
        { "--client-cert server's", "notForClients" },
        { "--client-key of another", "wrongKey" },
        { "--client-key certificate", "notKey" },
        { "--client-key public", "notKey" },
        { "--client-key encrypted", "encrypted" },
        { "--client-key short", "keySize" },
        { "--client-key DER", "der" },
        { "--client-key damaged", "keyKind" },
        { "--psk without key", "notPsk" },
        { "--psk odd", "notPsk" },
        { "--psk binary", "notPsk" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Provision_FileThatIsNotWhatItShouldBe_IsRefusedBeforeThePortIsOpened(string what, string kind)
    {
        using ServedModule served = new();
        string option = what[..what.IndexOf(' ', StringComparison.Ordinal)];
        string path = what == "--ca missing" ? served.Path("missing") : served.Put("file", Content(what));
        string[] certificate = option == "--client-key" ? ["--client-cert", served.Put("cert", Certificates.Pem(s_client))] : [];
        (ToolRun run, JsonElement document) = ToolRun.Json(["provision", option, path, .. certificate, "--port", "no-such-port"]);
        Assert.Equal(1, run.Code);
        JsonElement error = document.GetProperty("error");
        Assert.Equal(("file", kind), (error.GetProperty("step").GetString(), error.GetProperty("kind").GetString()));
        Assert.Contains(path, error.GetProperty("message").GetString());
        Assert.False(string.IsNullOrEmpty(error.GetProperty("advice").GetString()));
    }

    [Fact]
    public void Provision_EllipticKey_IsTakenWithANote()
    {
        using ServedModule served = new();
        X509Certificate2 device = Certificates.Issue(Certificates.Root, "CN=device", elliptic: true);
        ToolRun run = served.Run(
            "provision", "--client-cert", served.Put("c", Certificates.Pem(device)), "--client-key", served.Put("k", Certificates.KeyPem(device)));
        Assert.Equal(0, run.Code);
        Assert.Contains("ECDSA P-256", run.Output);
        Assert.Contains("not known to work", run.Output);
    }

    private static byte[] Content(string what)
    {
        byte[] root = Certificates.Pem(Certificates.Root);
        byte[] client = Certificates.Pem(s_client);
        using RSA key = s_client.GetRSAPrivateKey()!;
        using RSA small = RSA.Create(512);
        return what switch
        {
            "--ca DER" => Certificates.Root.RawData,
            "--ca text" => "hello"u8.ToArray(),
            "--ca empty" => [],
            "--ca behind a comment" => [.. "subject=/CN=x\n"u8, .. root],
            "--ca key" or "--client-cert key" => Certificates.KeyPem(s_client),
            "--ca client" => client,
            "--ca bundle" => [.. root, .. "\n"u8, .. Certificates.Pem(Certificates.OtherRoot)],
            "--ca cut" => [.. "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"u8],
            "--ca expired" => Certificates.Pem(Own("CN=Old Root", DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddDays(-1), true)),
            "--client-cert CA" => root,
            "--client-cert expired" => Certificates.Pem(Own("CN=old", DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddDays(-1), false)),
            "--client-cert future" => Certificates.Pem(Own("CN=new", DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddYears(1), false)),
            "--client-cert with key" => [.. client, .. "\n"u8, .. Certificates.KeyPem(s_client)],
            "--client-cert server's" => Certificates.Pem(Own("CN=server", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), false, "1.3.6.1.5.5.7.3.1")),
            "--client-key of another" => Certificates.KeyPem(Certificates.Server),
            "--client-key certificate" => client,
            "--client-key public" => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()),
            "--client-key encrypted" => Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1))),
            "--client-key short" => Encoding.ASCII.GetBytes(small.ExportPkcs8PrivateKeyPem()),
            "--client-key DER" => key.ExportPkcs8PrivateKey(),
            "--client-key damaged" => "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----\n"u8.ToArray(),
            "--psk without key" => "device1"u8.ToArray(),
            "--psk odd" => "device1&abc"u8.ToArray(),
            "--psk binary" => [1, (byte)'&', (byte)'a', (byte)'b'],
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private static X509Certificate2 Own(string subject, DateTimeOffset from, DateTimeOffset to, bool authority, string? usage = null)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        if (usage != null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        }

        return request.CreateSelfSigned(from, to);
    }
}
