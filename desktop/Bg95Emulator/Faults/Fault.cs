// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>A fault with its parameters. It belongs to one module: its counters and random numbers are its state.</summary>
public sealed class Fault
{
    private readonly object _gate = new();
    private readonly Dictionary<string, string> _given;
    private readonly Random _random;
    private readonly string _text;
    private readonly double _chance;
    private readonly long _every;
    private readonly long _after;
    private readonly long _times;
    private long _occasions;
    private long _happened;

    private Fault(FaultKind kind, Dictionary<string, string> given, string text, int seed)
    {
        Kind = kind;
        _given = given;
        _text = text;
        _random = new Random((int)Number("seed", seed));
        _every = Number("every", 0);
        _after = Number("after", 0);
        _times = Number("times", long.MaxValue);
        _chance = Fraction("chance", kind.Chance);
    }

    /// <summary>What it does.</summary>
    public FaultKind Kind { get; }

    /// <summary>How often it has happened.</summary>
    public long Happened
    {
        get
        {
            lock (_gate)
            {
                return _happened;
            }
        }
    }

    /// <summary>Takes a name and parameters, as in "drop-byte:chance=0.01,direction=both".</summary>
    /// <param name="text">The name, and after a colon the parameters, separated by commas. A value that has commas stands in
    /// quotation marks.</param>
    /// <param name="seed">Of the random numbers where the text gives none.</param>
    /// <exception cref="FormatException">There is no such fault or parameter, or a value is none.</exception>
    public static Fault Parse(string text, int seed = 1)
    {
        int colon = text.IndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        FaultKind kind = FaultCatalog.Find(name.Trim()) ?? throw new FormatException($"There is no fault '{name}'.");
        Dictionary<string, string> given = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in colon < 0 ? [] : SplitParameters(text[(colon + 1)..]))
        {
            int equals = part.IndexOf('=');
            string key = (equals < 0 ? part : part[..equals]).Trim();
            if (equals < 0 || !Knows(kind, key))
            {
                throw new FormatException($"The fault '{kind.Name}' has no parameter '{key}'.");
            }

            given[key] = part[(equals + 1)..];
        }

        Fault fault = new(kind, given, text, seed);
        fault.CheckValues();
        return fault;
    }

    /// <summary>The text it was made from.</summary>
    public override string ToString() => _text;

    /// <summary>Counts an occasion; true when it happens this time.</summary>
    internal bool Happens()
    {
        lock (_gate)
        {
            _occasions++;
            long counted = _occasions - _after;
            if (counted <= 0 || _happened >= _times)
            {
                return false;
            }

            bool happens = _every > 0 ? counted % _every == 0 : _chance >= 1 || _random.NextDouble() < _chance;
            _happened += happens ? 1 : 0;
            return happens;
        }
    }

    /// <summary>A random number from 0 to below the limit.</summary>
    internal int Random(int limit)
    {
        lock (_gate)
        {
            return _random.Next(limit);
        }
    }

    /// <summary>Starts counting occasions anew.</summary>
    internal void Restart()
    {
        lock (_gate)
        {
            _occasions = 0;
        }
    }

    internal string Text(string parameter)
    {
        if (_given.TryGetValue(parameter, out string? value))
        {
            return value.Trim('"') is string bare && value.StartsWith('"') ? bare : value;
        }

        foreach (FaultParameter known in Kind.Parameters)
        {
            if (known.Name == parameter)
            {
                return known.Default;
            }
        }

        return string.Empty;
    }

    internal int Number(string parameter) => (int)Number(parameter, 0);

    internal bool Covers(LineDirection direction) => Text("direction") switch
    {
        "both" => true,
        "to-module" => direction == LineDirection.ToModule,
        _ => direction == LineDirection.ToHost,
    };

    private static bool Knows(FaultKind kind, string parameter)
    {
        foreach (FaultParameter known in (IEnumerable<FaultParameter>)[.. kind.Parameters, .. FaultCatalog.Common])
        {
            if (known.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> SplitParameters(string text)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && !quoted))
            {
                yield return text[start..i];
                start = i + 1;
            }
            else
            {
                quoted ^= text[i] == '"';
            }
        }
    }

    private long Number(string parameter, long missing)
    {
        string text = Text(parameter);
        return text.Length == 0
            ? missing
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= int.MaxValue
                ? value
                : throw new FormatException($"'{parameter}={text}' of the fault '{Kind.Name}' is no whole number.");
    }

    private double Fraction(string parameter, double missing)
    {
        string text = Text(parameter);
        return text.Length == 0
            ? missing
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= 1
                ? value
                : throw new FormatException($"'{parameter}={text}' of the fault '{Kind.Name}' is no probability.");
    }

    /// <summary>Every parameter whose default is a number must be one.</summary>
    private void CheckValues()
    {
        foreach (FaultParameter parameter in Kind.Parameters)
        {
            if (parameter.Name == "code" || long.TryParse(parameter.Default, CultureInfo.InvariantCulture, out _))
            {
                Number(parameter.Name, 0);
            }
        }

        if (Text("direction") is not ("" or "to-host" or "to-module" or "both"))
        {
            throw new FormatException($"'direction={Text("direction")}' is none of to-host, to-module, both.");
        }
    }
}
