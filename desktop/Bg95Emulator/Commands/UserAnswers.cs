// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Bg95Emulator;

/// <summary>
/// Answers of the user's, which go before the module's own. As text each is a block of lines, with an empty line after it: the
/// command, "delay" and milliseconds if it is to take time, the rows, and the result. A line that begins with # is a remark.
/// </summary>
/// <example>
/// <code>
/// AT+QFOO=1,*
/// delay 500
/// +QFOO: 1,"ready"
/// OK
/// </code>
/// </example>
public sealed class UserAnswers
{
    private const int MaxDelayMilliseconds = 86_400_000;

    private readonly List<UserAnswer> _answers;

    /// <summary>Takes the answers; where several fit a command, the first counts.</summary>
    public UserAnswers(IEnumerable<UserAnswer> answers)
    {
        _answers = [.. answers];
    }

    /// <summary>None at all.</summary>
    public static UserAnswers None { get; } = new([]);

    /// <summary>The answers, in order.</summary>
    public IReadOnlyList<UserAnswer> All => _answers;

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">A block is none; the message has the number of the line.</exception>
    public static UserAnswers Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<UserAnswer> answers = [];
        List<string> block = [];
        int number = 0;
        while (true)
        {
            string? line = text.ReadLine()?.Trim();
            number++;
            if (line is { Length: > 0 })
            {
                if (line[0] != '#')
                {
                    block.Add(line);
                }

                continue;
            }

            if (block.Count > 0)
            {
                answers.Add(Parse(block, number - 1));
                block.Clear();
            }

            if (line == null)
            {
                return new UserAnswers(answers);
            }
        }
    }

    internal UserAnswer? Find(string command) => _answers.Count == 0 ? null : _answers.Find(answer => answer.Fits(command));

    private static UserAnswer Parse(List<string> block, int lastLine)
    {
        string pattern = block[0];
        string result = block[^1];
        if (!pattern.StartsWith("AT", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"line {lastLine - block.Count + 1}: an answer begins with the command it is for, such as AT+CSQ.");
        }

        bool isResult = result is "OK" or "ERROR" or "NO CARRIER" or "SEND OK" or "SEND FAIL"
            || result.StartsWith("+CME ERROR:", StringComparison.Ordinal)
            || result.StartsWith("+CMS ERROR:", StringComparison.Ordinal);
        if (block.Count < 2 || !isResult)
        {
            throw new FormatException($"line {lastLine}: the answer to {pattern} has to end with OK, ERROR, +CME ERROR: or another result.");
        }

        const string Delay = "delay ";
        bool hasDelay = block[1].StartsWith(Delay, StringComparison.Ordinal);
        int milliseconds = 0;
        if (hasDelay
            && (!int.TryParse(block[1].AsSpan(Delay.Length), NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)
                || milliseconds > MaxDelayMilliseconds))
        {
            throw new FormatException($"line {lastLine - block.Count + 2}: delay takes 0 to {MaxDelayMilliseconds} ms.");
        }

        int rows = hasDelay ? 2 : 1;
        return new UserAnswer(pattern, block.GetRange(rows, Math.Max(0, block.Count - 1 - rows)), result, TimeSpan.FromMilliseconds(milliseconds));
    }
}
