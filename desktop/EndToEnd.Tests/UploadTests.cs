// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

public sealed class UploadTests
{
    [Fact]
    public void Upload_PublicCaFile_HasTheChecksumThatRealModulesReport()
    {
        // ISRG Root X1 with LF: 1939 bytes, 4f64 (module facts 3).
        byte[] file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "isrg-root-x1.pem"));
        using Bench bench = new();

        bench.Modem.Files.Upload("isrg.pem", file);

        Assert.Contains("AT+QFUPL=\"isrg.pem\",1939,5\r", bench.Dialogue, StringComparison.Ordinal);
        Assert.Contains("\r\n+QFUPL: 1939,4f64\r\n\r\nOK\r\n", bench.Dialogue, StringComparison.Ordinal);
        Assert.Equal(file, bench.Module.Files.Read("isrg.pem"));
    }

    [Fact]
    public void Upload_NameThatIsThere_IsReplaced()
    {
        using Bench bench = new();
        bench.Modem.Files.Upload("a.pem", [1, 2, 3]);

        bench.Modem.Files.Upload("a.pem", [4, 5]);

        Assert.Equal([4, 5], bench.Module.Files.Read("a.pem"));
    }

    [Fact]
    public void Upload_NoRoom_IsTheModulesError()
    {
        using Bench bench = new(options => options.FileSystemSize = 10);

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => bench.Modem.Files.Upload("a.pem", new byte[100]));

        Assert.True(thrown.Error is Bg95Error.FileNoSpace or Bg95Error.FileDriveFull, thrown.Message);
    }

    [Fact]
    public void Delete_FileThatIsNotThere_IsTheModulesError()
    {
        using Bench bench = new();

        Assert.Equal(Bg95Error.FileNotFound, Assert.Throws<Bg95Exception>(() => bench.Modem.Files.Delete("a.pem")).Error);
    }

    [Fact]
    public void Upload_ByteLostOnTheWay_IsAnErrorAndTheFileIsGone()
    {
        using Bench bench = new();
        bench.Transport.LoseWritten = 500;

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => bench.Modem.Files.Upload("a.pem", PageServer.Random(1000)));

        Assert.True(thrown.Error is Bg95Error.FileDamaged or Bg95Error.FileTimeout, thrown.Message);
        Assert.False(bench.Module.Files.Exists("a.pem"));
        Assert.NotNull(bench.Modem.Pdp.GetAddress(1));
    }
}
