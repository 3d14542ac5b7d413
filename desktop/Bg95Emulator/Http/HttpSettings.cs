// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>What AT+QHTTPCFG has set, and what it is at first.</summary>
internal sealed class HttpSettings
{
    private static readonly string[] s_contentTypes =
    [
        "application/x-www-form-urlencoded", "text/plain", "application/octet-stream", "multipart/form-data", "application/json", "image/jpeg",
    ];

    private readonly Number[] _all;
    private readonly Dictionary<string, int> _numbers = [];

    /// <param name="pdpContexts">How many the module has.</param>
    public HttpSettings(int pdpContexts)
    {
        _all =
        [
            new("contextid", 1, 1, pdpContexts),
            new("requestheader", 0, 0, 1),
            new("responseheader", 0, 0, 1),
            new("sslctxid", 1, 0, ModuleState.SslContextCount - 1),
            new("contenttype", 0, 0, s_contentTypes.Length - 1),
        ];
        foreach (Number number in _all)
        {
            _numbers[number.Name] = number.AtFirst;
        }
    }

    public int PdpContext => _numbers["contextid"];

    public int SslContext => _numbers["sslctxid"];

    /// <summary>The host sends the header, too, and not the body alone.</summary>
    public bool HostSendsHeader => _numbers["requestheader"] == 1;

    /// <summary>The header stands before the body where the answer is read.</summary>
    public bool ShowsHeader => _numbers["responseheader"] == 1;

    public string ContentType => s_contentTypes[_numbers["contenttype"]];

    /// <summary>User and password with a colon between them; empty for none.</summary>
    public string Authorization { get; private set; } = string.Empty;

    /// <summary>One line of the header; empty for none.</summary>
    public string CustomHeader { get; private set; } = string.Empty;

    /// <summary>The rows of the test form.</summary>
    public IEnumerable<string> Ranges()
    {
        foreach (Number number in _all)
        {
            yield return number.Most == 1 ? $"\"{number.Name}\",(0,1)" : $"\"{number.Name}\",({number.Least}-{number.Most})";
        }

        yield return "\"auth\",(\"username:password\")";
        yield return "\"custom_header\",(\"custom_value\")";
    }

    /// <summary>The rows of the read form, or of one name; none where there is no such name.</summary>
    public IEnumerable<string> Rows(string? name = null)
    {
        foreach (Number number in _all)
        {
            if (name == null || name == number.Name)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"\"{number.Name}\",{_numbers[number.Name]}");
            }
        }

        if (name is "auth" or null)
        {
            yield return $"\"auth\",\"{Authorization}\"";
        }

        if (name is "custom_header" or null)
        {
            yield return $"\"custom_header\",\"{CustomHeader}\"";
        }
    }

    /// <summary>False when there is no such name, or it does not take this.</summary>
    public bool TrySet(string name, ArgumentList arguments)
    {
        foreach (Number number in _all)
        {
            if (name == number.Name && arguments.Count == 2 && arguments.TryNumber(1, number.Least, number.Most, out int value))
            {
                _numbers[name] = value;
                return true;
            }
        }

        if (arguments.Count != 2 || !arguments.TryString(1, out string text))
        {
            return false;
        }

        switch (name)
        {
            case "auth" when text.Length == 0 || text.Contains(':'):
                Authorization = text;
                return true;
            case "custom_header" when text.Length == 0 || text.IndexOf(':') > 0:
                CustomHeader = text;
                return true;
            default:
                return false;
        }
    }

    private readonly record struct Number(string Name, int AtFirst, int Least, int Most);
}
