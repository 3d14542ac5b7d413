// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <content>Calls about everything but sockets.</content>
internal sealed partial class Program
{
    private const int LongestFileTime = 2;
    private const int SmallestFilePiece = 128;

    private static readonly DateTime s_today = new(2026, 1, 10, 11, 0, 0, DateTimeKind.Utc);

    private static readonly string[] s_commands =
    [
        "AT", "AT+CSQ", "AT+CEREG?", "AT+CREG?;+CGREG?", "ATI", "AT+CCLK?", "AT+QNWINFO", "AT+COPS?", "AT+NOSUCH", "AT+QIDNSCFG=1", "AT+QCCID",
        "AT+CFUN=1,1", "AT+CFUN=4", "AT+QPOWD",
    ];

    private void AskModem()
    {
        switch (_chance.Below(16))
        {
            case 0:
                Call("Pdp.Configure(1)", Limits.Command, null, () =>
                {
                    Driver.ConfigurePdp(1, "iot.example");
                    return "configured";
                });
                break;
            case 1 or 2 or 3:
                ActivatePdp();
                break;
            case 4:
                if (_chance.OneIn(3))
                {
                    Call("Pdp.Deactivate(1)", Limits.Deactivate, null, () =>
                    {
                        Driver.DeactivatePdp(1);
                        return "inactive";
                    });
                }

                break;
            case 5:
                GetAddress();
                break;
            case 6:
                UseFile();
                break;
            case 7:
                Call("Files.List", Limits.Command, null, () => $"{Driver.CountFiles()}");
                break;
            case 8:
                Call("Clock.GetUtc()", Limits.GetUtc, null, () => Driver.GetUtc().ToString("s"));
                break;
            case 9:
                SetClock();
                break;
            case 10:
                Call("GetSockets", Limits.Command, null, () => $"{Driver.CountSockets()}");
                break;
            case 11:
                Call("Diagnose(0)", Limits.Diagnose, null, () =>
                {
                    Driver.Diagnose(0, Plan.HostName);
                    return "diagnosed";
                });
                break;
            case 12 or 13:
                Execute();
                break;
            default:
                Connect();
                break;
        }
    }

    /// <summary>Activates the PDP context that everything goes over.</summary>
    public bool ActivatePdp()
    {
        return Call("Pdp.Activate(1)", Limits.Activate, null, () =>
        {
            Driver.ActivatePdp(1);
            return "active";
        });
    }

    /// <summary>Asks whether it is active.</summary>
    public string? GetAddress()
    {
        string? address = null;
        Call("Pdp.GetAddress(1)", Limits.Command, null, () => (address = Driver.GetAddress(1)) ?? "none");
        return address;
    }

    /// <summary>Sets the clock, without which no certificate passes.</summary>
    public void SetClock()
    {
        Call("Clock.Set", Limits.Command, null, () =>
        {
            Driver.SetUtc(s_today.AddMilliseconds(_world.Now));
            return "set";
        });
    }

    private void Execute()
    {
        // What switches the module off comes seldom.
        string command = s_commands[_chance.OneIn(10) ? _chance.Below(s_commands.Length) : _chance.Below(s_commands.Length - 3)];
        int timeout = _chance.Of(1000, 5000, 10000);
        _world.Module.Expect(command);

        // Others may have the line for so long.
        CallKind kind = timeout < Limits.Command / 5 ? CallKind.Hasty : CallKind.Right;
        Call($"Execute({command})", timeout, null, () => string.Join(" | ", Driver.Execute(command, timeout)), kind);
    }

    private void UseFile()
    {
        string name = $"{_caller.Name}.bin";
        byte[] bytes = Payload.Draw(_chance, _chance.Skewed(1, 6000), true);
        long limit = Limits.Upload + ((long)LongestFileTime * bytes.Length);
        int progress = 0;

        if (!Call($"Upload({bytes.Length})", limit, null, () =>
        {
            Driver.Upload(name, bytes, _chance.OneIn(2) ? done => progress = done : null);
            return "uploaded";
        }))
        {
            return;
        }

        byte[] back = new byte[bytes.Length + 10];
        int got = -1;

        // Opened, read piece by piece, closed.
        limit = Limits.Command * (3L + (bytes.Length / SmallestFilePiece));

        if (Call($"Download({bytes.Length})", limit, null, () =>
        {
            got = Driver.Download(name, back, 0, back.Length);
            return $"{got}";
        }) && !_world.Tolerance.AllowsWrongFiles && (got != bytes.Length || !back.AsSpan(0, got).SequenceEqual(bytes)))
        {
            _world.Findings.Add("file", $"{bytes.Length} bytes were uploaded, {got} others came back");
        }

        Call("GetSize", Limits.Command, null, () => $"{Driver.GetSize(name)}");
        Call("Delete", Limits.Command, null, () =>
        {
            Driver.Delete(name);
            return "deleted";
        });
    }
}
