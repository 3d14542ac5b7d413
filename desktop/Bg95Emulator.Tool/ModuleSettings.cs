// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.IO;
using System.Net;

namespace Bg95Emulator.Tool;

/// <summary>The options that say how a module behaves and what surrounds it.</summary>
internal sealed class ModuleSettings : OptionGroup
{
    private readonly Option<string> _profile = new("--profile", "-p")
    {
        HelpName = "name",
        DefaultValueFactory = _ => "bg95",
        Description = "The member of the family whose quirks it has; 'bg95-emulator profiles' lists them.",
    };

    private readonly Option<string[]> _faults = new("--fault", "-f")
    {
        HelpName = "name[:parameters]",
        Description = "Misbehave, as in late-answer:ms=500,every=3; as often as you like. 'bg95-emulator faults' lists them.",
    };

    private readonly Option<int> _seed = NumberOption.Whole(
        "--seed", "number", 0, int.MaxValue - 1000, 1, "Of the faults' random numbers: the same seed and the same dialogue give the same faults.");

    private readonly Option<string[]> _hosts = new("--host")
    {
        HelpName = "name=address",
        Description = "What a server's name means to the module, as in iot.example=127.0.0.1.",
    };

    private readonly Option<string[]> _routes = new("--route")
    {
        HelpName = "address:port=address:port",
        Description = "Where connections to an address and port really go; the module goes on showing the first.",
    };

    private readonly Option<bool> _offlineDns = new("--offline-dns")
    {
        Description = "Names that --host does not tell do not exist. Otherwise this PC's resolver is asked.",
    };

    private readonly Option<string?> _files = new("--files")
    {
        HelpName = "folder",
        Description = "Puts the files of this folder into the module, such as CA certificates.",
    };

    private readonly Option<string[]> _file = new("--file")
    {
        HelpName = "name=path",
        Description = "Puts one file into the module, under this name.",
    };

    private readonly Option<int> _latency = NumberOption.Time("--latency", "Added before the first byte of every answer.");

    private readonly Option<int> _openDelay = NumberOption.Time("--open-delay", "Added before every opening of a socket; 300 to 15000 on hardware.");

    private readonly Option<int> _bootDelay = NumberOption.Time("--boot-delay", "Silence before RDY at a restart; 3000 to 13000 on hardware.");

    private readonly Option<string?> _answers = new("--answers")
    {
        HelpName = "file",
        Description = "Answers of your own to commands, which go before the module's; docs/emulator.md shows the file.",
    };

    private readonly Option<string> _zeroRead = new("--read-of-zero")
    {
        HelpName = "refuse|empty|count",
        DefaultValueFactory = _ => "refuse",
        Description = "What AT+QSSLRECV makes of a length of 0: ERROR, no data, or the three counts that AT+QIRD gives. Drivers disagree.",
    };

    private readonly NetworkSettings _network = new();

    private readonly Option<bool> _boot = new("--boot")
    {
        Description = "Each new host sees the module boot: RDY, APP RDY and so on. On a port that tells of no new host it is the first.",
    };

    private readonly Option<string?> _clock = new("--clock")
    {
        HelpName = "time",
        Description = "The module's time at the start, as in 2031-05-01T12:00:00Z: certificates are checked against it.",
    };

    private readonly Option<double> _speed = NumberOption.Speed("The module's clock and all its delays run so much faster; for tests.");

    public ModuleSettings()
    {
        _profile.Validators.Add(result =>
        {
            if (ModuleProfiles.Find(result.GetValue(_profile)!) == null)
            {
                result.AddError($"There is no profile '{result.GetValue(_profile)}'. 'bg95-emulator profiles' lists them.");
            }
        });
        _faults.Validators.Add(result =>
        {
            foreach (string fault in result.GetValue(_faults) ?? [])
            {
                try
                {
                    Fault.Parse(fault);
                }
                catch (FormatException mistake)
                {
                    result.AddError($"{mistake.Message} 'bg95-emulator faults' lists them.");
                }
            }
        });
        AllowEach(_hosts, text => TryPair(text, out _, out string address) && IPAddress.TryParse(address, out _), "--host takes name=address");
        AllowEach(_routes, text => TryRoute(text, out _, out _), "--route takes address:port=address:port");
        AllowEach(_file, text => TryPair(text, out _, out _), "--file takes name=path");
        _zeroRead.AcceptOnlyFromAmong("refuse", "empty", "count");
        _clock.Validators.Add(result =>
        {
            if (result.GetValue(_clock) is string text && !TryTime(text, out _))
            {
                result.AddError($"'{text}' is no time; --clock takes one like 2031-05-01T12:00:00Z.");
            }
        });
        Group(_profile, _faults, _seed, _hosts, _routes, _offlineDns, _files, _file, _answers, _zeroRead, _latency, _openDelay, _bootDelay, _boot, _clock, _speed);
    }

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        _network.AddTo(command);
    }

    /// <summary>The clock that all modules share.</summary>
    public TimeProvider Clock(ParseResult result)
    {
        DateTimeOffset? start = TryTime(result.GetValue(_clock), out DateTimeOffset time) ? time : null;
        double speed = result.GetValue(_speed);
        return start == null && speed == 1 ? TimeProvider.System : new AcceleratedClock(speed, start);
    }

    /// <summary>The options of one of several modules, each of which has random numbers of its own.</summary>
    public ModuleOptions Options(ParseResult result, TimeProvider clock, int index)
    {
        ModuleOptions options = new()
        {
            Clock = clock,
            OfflineDns = result.GetValue(_offlineDns),
            Latency = TimeSpan.FromMilliseconds(result.GetValue(_latency)),
            OpenDelay = TimeSpan.FromMilliseconds(result.GetValue(_openDelay)),
            BootDelay = TimeSpan.FromMilliseconds(result.GetValue(_bootDelay)),
            BootUrcsOnAttach = result.GetValue(_boot),
            Seed = result.GetValue(_seed) + index,
        };
        ModuleProfiles.Find(result.GetValue(_profile)!)!.ApplyTo(options);
        _network.ApplyTo(options, result, clock);
        foreach (string fault in result.GetValue(_faults) ?? [])
        {
            options.Faults.Add(fault);
        }

        options.ZeroLengthRead = result.GetValue(_zeroRead) switch
        {
            "empty" => ZeroLengthRead.Empty,
            "count" => ZeroLengthRead.Counted,
            _ => ZeroLengthRead.Refused,
        };
        if (result.GetValue(_answers) is string answers)
        {
            options.Answers = ReadAnswers(answers);
        }

        foreach (string host in result.GetValue(_hosts) ?? [])
        {
            TryPair(host, out string name, out string address);
            options.Hosts[name] = IPAddress.Parse(address);
        }

        foreach (string route in result.GetValue(_routes) ?? [])
        {
            TryRoute(route, out IPEndPoint from, out IPEndPoint to);
            options.Routes[from] = to;
        }

        return options;
    }

    /// <summary>Puts the files into the module.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void PutFiles(ParseResult result, EmulatedModule module)
    {
        if (result.GetValue(_files) is string folder)
        {
            foreach (string path in Directory.GetFiles(folder))
            {
                module.Files.Write(Path.GetFileName(path), File.ReadAllBytes(path));
            }
        }

        foreach (string file in result.GetValue(_file) ?? [])
        {
            TryPair(file, out string name, out string path);
            module.Files.Write(name, File.ReadAllBytes(path));
        }
    }

    private static UserAnswers ReadAnswers(string path)
    {
        using StreamReader reader = new(path);
        try
        {
            return UserAnswers.Read(reader);
        }
        catch (FormatException mistake)
        {
            throw new FormatException($"{path}, {mistake.Message}");
        }
    }

    private static bool TryPair(string text, out string left, out string right)
    {
        int equals = text.IndexOf('=');
        left = text[..Math.Max(0, equals)];
        right = text[(equals + 1)..];
        return equals > 0 && right.Length > 0;
    }

    private static bool TryRoute(string text, out IPEndPoint from, out IPEndPoint to)
    {
        from = to = new IPEndPoint(IPAddress.None, 0);
        return TryPair(text, out string left, out string right)
            && IPEndPoint.TryParse(left, out from!)
            && IPEndPoint.TryParse(right, out to!)
            && from.Port > 0
            && to.Port > 0;
    }
}
