// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Text.RegularExpressions;

namespace NanoBg95.ReadmePicture;

/// <summary>What the sample says, with what changes from run to run at one value each.</summary>
public static partial class SampleOutput
{
    private static readonly string[] s_digests =
    [
        "b4ba1248ceef1b58013d82182a70b17eb2968f61f0713d1d6155336bbb23e5da",
        "6de90b17305fa4e211343b8f4414cb4a0f14082e8f3f24503b2af4f9005308a2",
    ];

    private static readonly string[] s_rates = ["100 KiB in 0.04 s, 2.46 MiB/s", "10 MiB in 1.56 s, 6.41 MiB/s"];

    /// <summary>Gives the normal form. A line that is added to the sample, or lost, changes it; how fast the machine is does not.</summary>
    public static string Normalize(string output)
    {
        string text = output.ReplaceLineEndings("\n");
        int digest = 0;
        int rate = 0;
        text = Progress().Replace(text, string.Empty);
        text = TcpPort().Replace(text, ":50443");
        text = Terminal().Replace(text, "/dev/pts/3");
        text = Bytes().Replace(text, "1070 bytes");
        text = Digest().Replace(text, _ => s_digests[digest++ % s_digests.Length]);
        text = Rate().Replace(text, _ => s_rates[rate++ % s_rates.Length]);
        text = After().Replace(text, "after 0.52 s");
        text = Timeouts().Replace(text, "0 time-outs");
        return Total().Replace(text, "2.9 s in all");
    }

    // A slow machine tells every two seconds how far it is.
    [GeneratedRegex("^ {11}(still |\\S+ [KM]iB in ).*\\n", RegexOptions.Multiline)]
    private static partial Regex Progress();

    [GeneratedRegex(":\\d{4,5}(?=\\D)")]
    private static partial Regex TcpPort();

    [GeneratedRegex("/dev/(pts/\\d+|ttys\\d+)")]
    private static partial Regex Terminal();

    [GeneratedRegex("\\b1\\d{3} bytes")]
    private static partial Regex Bytes();

    [GeneratedRegex("\\b[0-9a-f]{64}\\b")]
    private static partial Regex Digest();

    [GeneratedRegex("\\b\\S+ [KM]iB in \\S+ s, \\S+ [KM]iB/s")]
    private static partial Regex Rate();

    [GeneratedRegex("after \\d+\\.\\d+ s")]
    private static partial Regex After();

    [GeneratedRegex("\\d+ time-outs")]
    private static partial Regex Timeouts();

    [GeneratedRegex("\\d+\\.\\d s in all")]
    private static partial Regex Total();
}
