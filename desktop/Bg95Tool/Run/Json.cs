// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bg95Tool;

/// <summary>The one form of every --json: docs/bg95-tool.md.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The command has done its work.</summary>
    public static void Write(TextWriter output, string command, IToolResult result) =>
        Write(output, new { Command = command, Ok = result.ExitCode == ExitCode.Success, result.ExitCode, Result = (object)result, Error = (object?)null });

    /// <summary>It has not.</summary>
    public static void Write(TextWriter output, string command, ToolFailure failure) => Write(output, new
    {
        Command = command,
        Ok = false,
        failure.ExitCode,
        Result = failure.Partial,
        Error = new { failure.Step, failure.Kind, failure.Message, failure.Advice },
    });

    private static void Write(TextWriter output, object document) => output.WriteLine(JsonSerializer.Serialize(document, s_options));
}
