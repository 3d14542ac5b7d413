// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <content>
/// What the module itself says while the driver must take everything for payload: after a restart in transparent mode, or if the driver
/// has not read the words that end the mode when the module starts anew.
/// </content>
internal sealed partial class ModuleModel
{
    private const int MostLastWords = 1000000;

    // What has come, and will come, of the module's own words since the restart; no connection has had the line since.
    private List<byte>? _lastWords;

    // Whose mode has ended last, the words that say so and what was said behind them; how long those words are.
    private Connection? _endedConnection;
    private List<byte>? _saidSinceEnd;
    private int _endLength;

    private void BeginConnectionWords()
    {
        _lastWords = null;
        _endedConnection = null;
        _saidSinceEnd = null;
    }

    // OK or NO CARRIER is about to be said.
    private void BeginEndOfMode(ModuleSocket socket)
    {
        _endedConnection = socket.Connection;
        _saidSinceEnd = [];
    }

    private void CloseEndOfMode()
    {
        _endLength = _saidSinceEnd?.Count ?? 0;
    }

    private void NoteWords(ReadOnlySpan<byte> bytes)
    {
        AddUpTo(_lastWords, bytes);
        AddUpTo(_saidSinceEnd, bytes);
    }

    // The module starts anew. Of what it has said, the driver has not read some bytes yet, and the last of these never come.
    private void KeepLastWords(int cut, int unread)
    {
        int said = _saidSinceEnd?.Count ?? 0;
        int arrived = said - cut;

        if (_owner?.Connection is Connection owner)
        {
            _lastWords = owner.LastWords = [];
        }
        else if (_lastWords is not null)
        {
            _lastWords.RemoveRange(Math.Max(0, _lastWords.Count - cut), Math.Min(cut, _lastWords.Count));
        }
        else if (_endedConnection is not null && said - unread < _endLength)
        {
            // What the new start says may stand right behind the words that end the mode, so that they are none to the driver.
            _lastWords = _endedConnection.LastWords = _saidSinceEnd!.GetRange(0, Math.Max(0, arrived));
        }

        _endedConnection = null;
        _saidSinceEnd = null;
    }

    private static void AddUpTo(List<byte>? words, ReadOnlySpan<byte> bytes)
    {
        if (words?.Count < MostLastWords)
        {
            words.AddRange(bytes);
        }
    }
}
