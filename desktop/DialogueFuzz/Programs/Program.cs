// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <summary>One thread of a program: calls drawn by chance, as a program might make them, wrong ones among them.</summary>
internal sealed partial class Program
{
    private const int LongestChaos = 1200000;

    private readonly World _world;
    private readonly Caller _caller;
    private readonly Chance _chance;
    private readonly bool _isOpener;
    private readonly int _calls;

    public Program(World world, Caller caller, Chance chance, bool isOpener)
    {
        _world = world;
        _caller = caller;
        _chance = chance;
        _isOpener = isOpener;
        _calls = chance.Between(5, 60);
    }

    private IDriver Driver => _world.Driver;

    /// <summary>Opens the modem, if need be again and again.</summary>
    public static void OpenModem(World world, Caller caller, Chance chance)
    {
        Program program = new(world, caller, chance, true);

        for (int i = 0; i < 4 && !world.Driver.IsOpen; i++)
        {
            program.Open();
        }

        world.Driver.Listen(what => world.Journal.Note("event " + what));
    }

    /// <summary>Runs the thread.</summary>
    public void Run()
    {
        for (int i = 0; i < _calls && _world.Now < LongestChaos; i++)
        {
            if (_isOpener)
            {
                OpenOrClose();
            }
            else if (!Driver.IsOpen && _chance.OneIn(2))
            {
                Open();
            }
            else
            {
                Next();
            }

            if (_chance.OneIn(4))
            {
                _world.Sleep(_chance.Skewed(1, 5000));
            }
        }
    }

    private void Next()
    {
        Handle? handle = PickHandle();

        if (handle is null || _chance.OneIn(8))
        {
            if (_chance.OneIn(4))
            {
                AskModem();
            }
            else
            {
                Connect();
            }

            return;
        }

        switch (_chance.Below(20))
        {
            case < 7:
                Receive(handle);
                break;
            case < 13:
                Send(handle, _chance.OneIn(6));
                break;
            case 13:
                SwitchMode(handle);
                break;
            case 14 or 15:
                Close(handle);
                break;
            case 16:
                QueryState(handle);
                break;
            case 17:
                Misuse(handle);
                break;
            default:
                AskModem();
                break;
        }
    }

    private Handle? PickHandle()
    {
        Handle? found = null;
        int count = 0;

        foreach (Handle handle in _world.Handles)
        {
            if (!handle.IsClosed && _chance.OneIn(++count))
            {
                found = handle;
            }
        }

        return found;
    }

    private void Open()
    {
        int timeout = _chance.Of(1000, 10000, 30000, 30000);
        _world.Verdicts.Switches++;
        _world.Verdicts.Switching++;
        Call($"Open({timeout})", timeout + Limits.OpenExtra, null, () =>
        {
            Driver.Open(timeout);
            return "open";
        }, timeout < 30000 ? CallKind.Hasty : CallKind.Right);
        _world.Verdicts.Switching--;
        _world.Verdicts.Switches++;
    }

    private void OpenOrClose()
    {
        _world.Sleep(_chance.Skewed(1, 20000));

        if (_chance.OneIn(3))
        {
            _world.Verdicts.HasClosed = true;
            _world.Verdicts.Switches++;
            _world.Verdicts.Switching++;
            Call("modem.Close()", Limits.ModemClose, null, () =>
            {
                Driver.Close();
                return "closed";
            });
            _world.Verdicts.Switching--;
            _world.Verdicts.Switches++;
        }
        else
        {
            Open();
        }
    }

    private bool Call(string what, long limit, Handle? handle, Func<string> action, CallKind kind = CallKind.Right)
    {
        return _caller.Call(what, limit, handle, action, kind);
    }
}
