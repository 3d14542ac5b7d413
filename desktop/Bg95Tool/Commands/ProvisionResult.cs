// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;

namespace Bg95Tool;

/// <summary>What "provision" has done.</summary>
/// <param name="Files">The files, each of them in the module and read back.</param>
internal sealed record ProvisionResult(IReadOnlyList<ProvisionResult.ProvisionedFile> Files) : IToolResult
{
    public void Print(TextWriter output)
    {
        foreach (ProvisionedFile file in Files)
        {
            string done = file.Status switch
            {
                FileStatus.Present => "was there already",
                FileStatus.Replaced => "replaced",
                _ => "written",
            };
            Text.Row(output, file.Title, $"{file.Name}, {file.Size} bytes, checksum {file.Checksum}: {done}, read back and the same");
            Text.Row(output, string.Empty, file.Description);
            foreach (string warning in file.Warnings)
            {
                Text.Row(output, "note", warning);
            }
        }
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Name">Its name in the module.</param>
    /// <param name="Size">Its size in bytes.</param>
    /// <param name="Checksum">The sum that the module tells of it, in hexadecimal.</param>
    /// <param name="Status">What was done.</param>
    /// <param name="Description">What it says of itself; nothing secret.</param>
    /// <param name="NotBefore">When a certificate begins to be valid, UTC.</param>
    /// <param name="NotAfter">When it ends.</param>
    /// <param name="Warnings">What is not known to work.</param>
    internal sealed record ProvisionedFile(
        CredentialKind Kind, string Name, int Size, string Checksum, FileStatus Status, string Description, DateTime? NotBefore, DateTime? NotAfter, IReadOnlyList<string> Warnings)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Title { get; init; } = string.Empty;
    }
}
