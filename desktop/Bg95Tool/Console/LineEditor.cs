// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Bg95Tool;

/// <summary>A line that is typed: history with the arrow keys, completion with Tab. It draws on one line of a terminal.</summary>
/// <param name="output">The terminal.</param>
/// <param name="prompt">What stands before the line.</param>
/// <param name="complete">What a beginning can become.</param>
internal sealed class LineEditor(TextWriter output, string prompt, Func<string, IReadOnlyList<string>> complete)
{
    private const string ClearToEnd = "\u001B[K";

    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private int _place;
    private int _recalled;
    private string _typed = string.Empty;

    /// <summary>What the line holds.</summary>
    public string Line => _line.ToString();

    /// <summary>Begins a line.</summary>
    public void Begin()
    {
        _line.Clear();
        _place = 0;
        _recalled = _history.Count;
        Draw();
    }

    /// <summary>Keeps a line for the arrow keys.</summary>
    public void Remember(string line)
    {
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
        }
    }

    /// <summary>Writes a line above the one that is typed.</summary>
    public void Interrupt(string text)
    {
        output.Write("\r" + ClearToEnd + text + Environment.NewLine);
        Draw();
    }

    /// <summary>Takes a key. True when the line is complete.</summary>
    public bool Take(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                output.WriteLine();
                return true;
            case ConsoleKey.Tab:
                Complete();
                break;
            case ConsoleKey.UpArrow when _recalled > 0:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.DownArrow when _recalled < _history.Count:
                Recall(_recalled + 1);
                break;
            case ConsoleKey.LeftArrow:
                _place = Math.Max(0, _place - 1);
                break;
            case ConsoleKey.RightArrow:
                _place = Math.Min(_line.Length, _place + 1);
                break;
            case ConsoleKey.Home:
                _place = 0;
                break;
            case ConsoleKey.End:
                _place = _line.Length;
                break;
            case ConsoleKey.Backspace when _place > 0:
                _line.Remove(--_place, 1);
                break;
            case ConsoleKey.Delete when _place < _line.Length:
                _line.Remove(_place, 1);
                break;
            case ConsoleKey.Escape:
                _line.Clear();
                _place = 0;
                break;
            default:
                if (key.KeyChar is >= ' ' and <= '~')
                {
                    _line.Insert(_place++, key.KeyChar);
                }

                break;
        }

        Draw();
        return false;
    }

    private void Recall(int index)
    {
        _typed = _recalled == _history.Count ? Line : _typed;
        _recalled = index;
        _line.Clear().Append(index == _history.Count ? _typed : _history[index]);
        _place = _line.Length;
    }

    private void Complete()
    {
        IReadOnlyList<string> choices = complete(Line);
        if (choices.Count == 0)
        {
            return;
        }

        string common = choices.Aggregate((left, right) => left[..left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count()]);
        if (common.Length > _line.Length)
        {
            _line.Clear().Append(common);
            _place = _line.Length;
        }
        else if (choices.Count > 1)
        {
            Interrupt(string.Join("  ", choices));
        }
    }

    private void Draw()
    {
        output.Write("\r" + prompt + Line + ClearToEnd + (_place < _line.Length ? $"\u001B[{_line.Length - _place}D" : string.Empty));
        output.Flush();
    }
}
