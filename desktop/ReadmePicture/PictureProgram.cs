// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;

namespace NanoBg95.ReadmePicture;

/// <summary>Runs the sample and writes the picture that the README shows.</summary>
public static class PictureProgram
{
    /// <summary>Where the picture is, from the repository's root.</summary>
    public const string Path = "docs/images/https-get.svg";

    /// <summary>Runs the sample and gives the picture of what it said.</summary>
    public static string Make()
    {
        return TerminalPicture.Draw(SampleOutput.Normalize(Run()), "dotnet run --project samples/HttpsGet");
    }

    /// <summary>The entry point.</summary>
    public static int Main()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(System.IO.Path.Combine(root, "nanoBg95.Desktop.slnx")))
        {
            root = System.IO.Path.GetDirectoryName(root);
        }

        string path = System.IO.Path.Combine(root ?? throw new InvalidOperationException("The program does not run inside the repository."), Path);
        File.WriteAllText(path, Make());
        Console.WriteLine("Written: " + Path);
        return 0;
    }

    // Beside this program's own folder, in the same configuration.
    private static string Run()
    {
        string own = System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string outputs = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(own)!)!;
        string sample = System.IO.Path.Combine(outputs, "HttpsGet", System.IO.Path.GetFileName(own), "HttpsGet.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [sample]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException("The sample has failed: " + output);
    }
}
