// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>What a world has brought to light.</summary>
internal sealed class Findings
{
    private const int Most = 20;

    private readonly Journal _journal;
    private readonly List<string> _texts = [];

    public Findings(Journal journal)
    {
        _journal = journal;
    }

    /// <summary>Gets what was found, the first first.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Notes something down.</summary>
    /// <param name="oracle">Which oracle has found it, a word.</param>
    /// <param name="text">What is wrong.</param>
    public void Add(string oracle, string text)
    {
        if (_texts.Count < Most)
        {
            _texts.Add(oracle + ": " + text);
        }

        _journal.Note($"FINDING {oracle}: {text}");
    }
}
