// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Bg95Tool;

/// <summary>A file that should be PEM: its bytes as the module is to get them, and the labels of its blocks.</summary>
internal sealed class PemFile
{
    // The largest thing that is one is a bundle of roots, and no module takes that.
    private const int LargestSize = 64 * 1024;

    private PemFile(string path, byte[] bytes, string text, IReadOnlyList<string> labels)
    {
        Path = path;
        Bytes = bytes;
        Text = text;
        Labels = labels;
    }

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; }

    /// <summary>The same as text.</summary>
    public string Text { get; }

    /// <summary>What its blocks are, such as "CERTIFICATE".</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether it holds a private key.</summary>
    public bool HasKey => Has("PRIVATE KEY");

    /// <summary>Whether it holds a certificate.</summary>
    public bool HasCertificate => Has("CERTIFICATE");

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, for the message.</param>
    /// <exception cref="ToolFailure">It cannot be read, or it is no PEM.</exception>
    public static PemFile Read(string path, string what)
    {
        byte[] bytes;
        try
        {
            FileInfo file = new(path);
            if (file is { Exists: true, Length: 0 or > LargestSize })
            {
                throw Refuse(path, "notPem", $"it has {file.Length} bytes: it is no {what}", "Give a PEM file.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refuse(path, "noFile", "it cannot be read: " + fault.Message, "Is the name right?");
        }

        string text = Encoding.Latin1.GetString(bytes);
        List<string> labels = [];
        for (ReadOnlySpan<char> rest = text; PemEncoding.TryFind(rest, out PemFields fields); rest = rest[fields.Location.End..])
        {
            labels.Add(rest[fields.Label].ToString());
        }

        if (bytes[0] == 0x30 && labels.Count == 0)
        {
            throw Refuse(path, "der", $"it is DER, and the module takes PEM", DerAdvice(what));
        }

        if (labels.Count == 0)
        {
            throw Refuse(path, "notPem", $"it is no PEM: there is no -----BEGIN ...-----", "Give a PEM file, or export it as one.");
        }

        if (!text.StartsWith("-----BEGIN ", StringComparison.Ordinal))
        {
            throw Refuse(path, "notPem", "its first line is not -----BEGIN ...-----, which the module wants", "Delete what stands before it, a byte order mark included.");
        }

        return new PemFile(path, bytes, text, labels);
    }

    /// <summary>A failure about a file.</summary>
    public static ToolFailure Refuse(string path, string kind, string what, string advice) =>
        new("file", kind, $"{path}: {what}.", advice);

    private static string DerAdvice(string what) => what.Contains("key", StringComparison.Ordinal)
        ? "openssl pkey -inform der -in FILE -out FILE.pem makes PEM of it."
        : "openssl x509 -inform der -in FILE -out FILE.pem makes PEM of it.";

    private bool Has(string label)
    {
        foreach (string own in Labels)
        {
            if (own.EndsWith(label, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
