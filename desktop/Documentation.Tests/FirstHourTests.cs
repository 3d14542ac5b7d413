// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Reflection;
using Bg95Ssl;
using NanoBg95.Repository.Tests;
using Xunit;

namespace NanoBg95.Documentation.Tests;

/// <summary>The program that docs/first-hour.md has the reader write, run as it stands there.</summary>
public class FirstHourTests
{
    [Fact]
    public void Program_OfThePage_PostsItsJson()
    {
        Assembly program = Compile(PageBlock("#:project"));
        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(PageBlock("200 ").Text.Trim(), output.ToString().Trim());
    }

    [Theory]
    [InlineData("tls.CaCertificate = \"ca.pem\";", "", typeof(InvalidOperationException), null)]
    [InlineData("tls.Connect(desk.Host, desk.Port)", "tls.Connect(\"other.example\", desk.Port)", typeof(Bg95Exception), Bg95Error.DnsParseFailed)]
    [InlineData("desk.CaCertificate);", "new DeskSetup().CaCertificate);", typeof(Bg95Exception), Bg95Error.SocketConnectionFailed)]
    public void Program_WithTheChangesOfTheTable_ThrowsWhatTheTableSays(string what, string by, Type exception, Bg95Error? error)
    {
        Block program = PageBlock("#:project");
        Assert.Contains(what, program.Text, StringComparison.Ordinal);

        Assembly changed = Compile(program with { Text = program.Text.Replace(what, by, StringComparison.Ordinal) });
        Exception? thrown = Record.Exception(() => changed.EntryPoint!.Invoke(null, [Array.Empty<string>()]))?.InnerException;

        Assert.IsType(exception, thrown);
        Assert.Equal(error, (thrown as Bg95Exception)?.Error);
    }

    [Fact]
    public void Projects_OfTheProgram_Exist()
    {
        foreach (string line in PageBlock("#:project").Text.Split('\n'))
        {
            if (line.StartsWith("#:project ../", StringComparison.Ordinal))
            {
                string project = line["#:project ../".Length..];
                Assert.True(RepositoryFiles.OnDisk.Has($"{project}/{project.Split('/')[^1]}.csproj"), line);
            }
        }
    }

    private static Assembly Compile(Block program)
    {
        PcBuild build = PcCompiler.Compile(program);
        Assert.True(build.Image is not null, string.Join(Environment.NewLine, build.Faults));
        return Assembly.Load(build.Image);
    }

    private static Block PageBlock(string begin)
    {
        foreach (Block block in Page.Blocks)
        {
            if (block.Page == "docs/first-hour.md" && block.Text.StartsWith(begin, StringComparison.Ordinal))
            {
                return block;
            }
        }

        throw new InvalidOperationException("docs/first-hour.md has no block that begins with " + begin);
    }
}
