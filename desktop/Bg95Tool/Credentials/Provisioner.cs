// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Bg95Emulator;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>Brings a file into the module, unless it is there; and looks afterwards that it is.</summary>
internal static class Provisioner
{
    /// <summary>Does so.</summary>
    /// <param name="session">The session.</param>
    /// <param name="credential">The file.</param>
    /// <param name="mayReplace">Whether another one of that name is written over.</param>
    /// <exception cref="ToolFailure">Another one is there, or what was written is not read back.</exception>
    public static FileStatus Bring(Session session, Credential credential, bool mayReplace)
    {
        ModuleFiles files = session.Modem.Files;
        session.Begin("file", $"looking whether {credential.Name} is in the module");
        int size = files.GetSize(credential.Name);
        if (size >= 0 && IsSame(session, credential, size))
        {
            return FileStatus.Present;
        }

        if (size >= 0 && !mayReplace)
        {
            throw new ToolFailure(
                "file", "otherContent", $"{credential.Name} is in the module with another content, {size} bytes.", "--replace writes over it; or give it another name.");
        }

        if (size < 0 && files.GetSpace(out _) is int free && free < credential.Bytes.Length)
        {
            throw new ToolFailure("file", "noSpace", $"The module has room for {free} bytes, and {credential.Name} has {credential.Bytes.Length}.", "Delete files: bg95 at 'AT+QFLST=\"*\"', then AT+QFDEL.");
        }

        session.Begin("file", "writing " + credential.Name);
        bool isWhole = false;
        try
        {
            files.Upload(credential.Name, credential.Bytes, (done, total) => session.Narration.Move(done, total));
            isWhole = true;
        }
        finally
        {
            session.Unfinished = isWhole ? null : credential.Name;
        }

        session.Begin("file", "reading " + credential.Name + " back");
        if (!IsSame(session, credential, files.GetSize(credential.Name)))
        {
            throw new ToolFailure("file", "notVerified", $"{credential.Name} is not in the module as it was sent.", "Lower the speed (--baud), or wire RTS/CTS and say --flow-control.");
        }

        return size < 0 ? FileStatus.Uploaded : FileStatus.Replaced;
    }

    /// <summary>The sum that the module tells of a file.</summary>
    public static string ChecksumOf(Credential credential) => Text.Invariant($"{FileChecksum.Compute(credential.Bytes):x}");

    private static bool IsSame(Session session, Credential credential, int size)
    {
        if (size != credential.Bytes.Length)
        {
            return false;
        }

        byte[] content = new byte[size];
        try
        {
            return session.Modem.Files.Download(credential.Name, content, 0, size) == size && content.SequenceEqual(credential.Bytes);
        }
        catch (Bg95Exception fault) when (fault.Error is Bg95Error.Rejected or (> Bg95Error.Success))
        {
            // A module that lets nobody read it: size and checksum of the upload are all there is.
            return false;
        }
        finally
        {
            Array.Clear(content);
        }
    }
}
