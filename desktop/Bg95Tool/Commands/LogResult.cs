// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Tool;

/// <summary>What "log" has written.</summary>
/// <param name="File">The file.</param>
/// <param name="Events">How many events it has.</param>
/// <param name="WithheldBytes">How many bytes are left out of it.</param>
internal sealed record LogResult(string File, int Events, int WithheldBytes) : IToolResult
{
    public void Print(TextWriter output)
    {
        output.WriteLine($"{File}: {Events} events, {WithheldBytes} bytes left out.");
        Text.Paragraph(output, "It is text: look through it before you send it. Names of access point, hosts and files, and the cell, are in it.");
    }
}
