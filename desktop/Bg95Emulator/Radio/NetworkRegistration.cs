// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>
/// The module's search for a network and what becomes of it. One search is under way at most; each change of the
/// surroundings or of a setting begins a new one. Its times pass on the module's clock.
/// </summary>
internal sealed class NetworkRegistration
{
    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly RadioNetwork _network;
    private readonly long _made;
    private IDisposable? _timer;
    private TaskCompletionSource _changed = NewChange();
    private OperatorChoice _choice = new(OperatorChoice.Automatic, 0);
    private RadioCell? _last;
    private RadioCell? _heard;
    private bool _radioOn;
    private bool _detached;
    private bool _resumes;
    private bool _scanning;
    private int _search;

    public NetworkRegistration(ModuleState module)
    {
        _module = module;
        _network = module.Options.Network;
        _made = module.Options.Clock.GetTimestamp();
        Reports = new RegistrationReports(module);
        _network.Changed += OnSurroundingsChanged;
    }

    public RegistrationReports Reports { get; }

    public RegistrationState State { get; private set; }

    /// <summary>The cell the module is registered in; null while it is not.</summary>
    public RadioCell? Cell { get; private set; }

    public bool IsRegistered => Cell != null;

    /// <summary>The access point of the attach: what AT+CGDCONT said when it took place (module facts 16).</summary>
    public string AttachedAccessPoint { get; private set; } = string.Empty;

    /// <summary>Ends at the next change.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>How the cell is received that the module is in, or was refused by; null: no service.</summary>
    public (RadioCell Cell, SignalLevel Signal)? Reception
    {
        get
        {
            lock (_gate)
            {
                TimeSpan elapsed = _module.Options.Clock.GetElapsedTime(_made);
                return _heard is RadioCell cell ? (cell, _network.SignalOf(cell, elapsed)) : null;
            }
        }
    }

    public OperatorChoice Choice
    {
        get => _choice;
        set
        {
            lock (_gate)
            {
                _choice = value;
            }
        }
    }

    /// <summary>AT+CGATT: the host wants no network.</summary>
    public bool IsDetached => _detached;

    /// <summary>The radio is switched on (AT+CFUN=1, or a start), the SIM may not be ready yet.</summary>
    /// <param name="resumes">After power saving: the network still knows the module (module facts 18).</param>
    public void SwitchOn(bool resumes = false)
    {
        lock (_gate)
        {
            _radioOn = true;
            _detached = false;
            _resumes = resumes;
        }

        SearchAnew();
    }

    /// <summary>AT+CFUN=0 or 4. The host knows why its contexts are gone.</summary>
    public void SwitchOff()
    {
        lock (_gate)
        {
            _radioOn = false;
            EndSearch();
            Become(RegistrationState.NotSearching, null, pdpReported: false);
        }
    }

    /// <summary>Power is off: nobody is told anything.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            EndSearch();
            _radioOn = false;
            _scanning = false;
            _heard = null;
            Cell = null;
            State = RegistrationState.NotSearching;
            Reports.Reset();
            if (_choice.Mode == OperatorChoice.None)
            {
                _choice = new OperatorChoice(OperatorChoice.Automatic, _choice.Format);
            }
        }
    }

    public void Detach() => _network.Changed -= OnSurroundingsChanged;

    public void SimReady() => SearchAnew();

    public void SimGone() => SearchAnew();

    /// <summary>AT+CGATT=0 and 1. The host knows why its contexts are gone.</summary>
    public void SetAttached(bool attached)
    {
        lock (_gate)
        {
            _detached = !attached;
            if (_detached)
            {
                EndSearch();
                Become(RegistrationState.NotSearching, null, pdpReported: false);
                return;
            }
        }

        if (!IsRegistered)
        {
            SearchAnew();
        }
    }

    /// <summary>A scan for operators takes the radio; afterwards the network is searched anew (module facts 14).</summary>
    public void Scan(bool begins)
    {
        lock (_gate)
        {
            _scanning = begins;
        }

        SearchAnew();
    }

    /// <summary>The network is gone, and comes back after a time; never without a new search when the time is zero.</summary>
    public void Lose(TimeSpan back)
    {
        lock (_gate)
        {
            if (!IsRegistered)
            {
                return;
            }

            EndSearch();
            Become(RegistrationState.Searching, null);
            if (back > TimeSpan.Zero)
            {
                int search = _search;
                _timer = _module.After(back, () => SearchIfStill(search));
            }
        }
    }

    /// <summary>Leaves the network and looks for one, unless something keeps it from it.</summary>
    public void SearchAnew()
    {
        lock (_gate)
        {
            EndSearch();
            if (!_radioOn || _detached || _choice.Mode == OperatorChoice.None || !_module.SimSlot.IsReady)
            {
                // AT+COPS=2 is the host's own wish.
                Become(RegistrationState.NotSearching, null, pdpReported: _choice.Mode != OperatorChoice.None);
                return;
            }

            Become(RegistrationState.Searching, null);
            if (_scanning)
            {
                return;
            }

            SearchPlan plan = Plan();
            Fault? late = _module.Faults.Occasion(FaultCatalog.LateRegistration);
            bool never = _module.Faults.Occasion(FaultCatalog.NeverRegisters) != null;
            if (plan.Cell is not RadioCell cell || never)
            {
                return;
            }

            TimeSpan time = _resumes ? TimeSpan.Zero : _module.Options.RegistrationTime + (plan.Bands * _module.Options.BandSearchTime);
            time += TimeSpan.FromMilliseconds(late?.Number("ms") ?? 0);
            _resumes = false;
            int search = _search;
            if (time > TimeSpan.Zero)
            {
                _timer = _module.After(time, () => ArriveIfStill(search, cell));
            }
            else
            {
                Arrive(cell);
            }
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SearchPlan Plan()
    {
        bool any = _choice.Mode == OperatorChoice.Automatic;
        SearchPlan plan = Make(cell => any || _choice.Wants(cell));
        return plan.Cell?.Answer != CellAnswer.Accept && _choice.Mode == OperatorChoice.ByHandThenAutomatic
            ? Make(_ => true)
            : plan;

        SearchPlan Make(Func<RadioCell, bool> wanted) =>
            SearchPlan.Make(_module.Radio.Settings, _module.Options.HasGsm, _network.Heard, wanted, _last);
    }

    private void SearchIfStill(int search)
    {
        lock (_gate)
        {
            if (search == _search)
            {
                SearchAnew();
            }
        }
    }

    private void ArriveIfStill(int search, RadioCell cell)
    {
        lock (_gate)
        {
            if (search == _search)
            {
                Arrive(cell);
            }
        }
    }

    private void Arrive(RadioCell cell)
    {
        _heard = cell;
        string wanted = _module.Pdp.AttachAccessPoint;
        bool lte = cell.Technology != RadioTechnology.Gsm;
        bool strange = lte && wanted.Length > 0 && !_network.Knows(wanted);
        if (cell.Answer == CellAnswer.Silence)
        {
            return;
        }

        if (cell.Answer == CellAnswer.Deny || strange)
        {
            Become(RegistrationState.Denied, null);
            return;
        }

        // An attach without an access point gets the network's own, as LTE has it.
        _last = cell;
        AttachedAccessPoint = wanted.Length > 0 ? wanted : _network.AccessPoints.FirstOrDefault(string.Empty);
        _module.PowerSaving.Negotiate();
        bool home = _module.Options.Sim.Imsi.StartsWith(cell.Operator, StringComparison.Ordinal);
        Become(home ? RegistrationState.Home : RegistrationState.Roaming, cell);
        _module.Clock.NetworkTold();
        _module.TimeZone.Report();
        _module.PowerSaving.Begin();
    }

    private void EndSearch()
    {
        _search++;
        _timer?.Dispose();
        _timer = null;
        _heard = null;
    }

    private void Become(RegistrationState state, RadioCell? cell, bool pdpReported = true)
    {
        bool left = Cell != null && cell == null;
        State = state;
        Cell = cell;
        Reports.Report();
        if (left)
        {
            // Whoever left the network has no bearer there. On a module a short gap may leave the contexts up; here a loss is
            // told at once, for sockets that merely stall would tell a driver nothing [chosen].
            _module.PowerSaving.Stop();
            _module.LosePdpContexts(pdpReported);
        }

        TaskCompletionSource changed = _changed;
        _changed = NewChange();
        changed.TrySetResult();
    }

    private void OnSurroundingsChanged()
    {
        lock (_gate)
        {
            if (!_radioOn || !_module.IsOn || _scanning)
            {
                return;
            }

            RadioCell? here = Cell == null
                ? null
                : Array.Find(_network.Heard, cell => cell.IsLike(Cell) && cell.Answer == CellAnswer.Accept);
            if (here == null)
            {
                SearchAnew();
                return;
            }

            Cell = here;
            _heard = here;
            Reports.Report();
        }
    }
}
