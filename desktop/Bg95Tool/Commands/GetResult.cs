// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Tool;

/// <summary>What "get" has fetched.</summary>
/// <param name="Url">The page.</param>
/// <param name="Status">The server's status, such as 200.</param>
/// <param name="Bytes">Size of the body.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
/// <param name="ConnectMilliseconds">How long the connection took to open.</param>
/// <param name="Milliseconds">How long request and body took.</param>
/// <param name="File">Where the body was written; null for standard output.</param>
internal sealed record GetResult(string Url, int Status, long Bytes, string Sha256, int ConnectMilliseconds, int Milliseconds, string? File) : IToolResult
{
    public void Print(TextWriter output) => output.WriteLine(Text.Invariant(
        $"{Status}, {Text.Size(Bytes)} in {Milliseconds / 1000.0:0.0} s, {Text.Size(Bytes * 1000.0 / System.Math.Max(1, Milliseconds))}/s; TLS opened in {ConnectMilliseconds / 1000.0:0.0} s{(File == null ? string.Empty : "; " + File)}"));
}
