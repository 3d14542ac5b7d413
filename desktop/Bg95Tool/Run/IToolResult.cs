// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Text.Json.Serialization;

namespace Bg95Tool;

/// <summary>What a command has found or done. Its public properties are its JSON.</summary>
internal interface IToolResult
{
    /// <summary>The process's exit code.</summary>
    [JsonIgnore]
    int ExitCode => Bg95Tool.ExitCode.Success;

    /// <summary>Writes it for a person.</summary>
    void Print(TextWriter output);
}
