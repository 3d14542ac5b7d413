// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <content>What must work when nothing goes wrong any more.</content>
internal sealed partial class World
{
    private const int Patience = 60000;
    private const int EchoSize = 700;

    private void Settle(Caller caller)
    {
        Program program = new(this, caller, _chance, false);
        long begun = Now;

        // The one that has the line first: the others cannot use it before.
        foreach (Handle handle in Handles)
        {
            if (!handle.IsClosed && handle.Mode == 2)
            {
                program.SwitchMode(handle, 0);
            }
        }

        foreach (Handle handle in Handles.ToArray())
        {
            if (!handle.IsClosed)
            {
                Finish(program, handle);
                program.Close(handle);
            }
        }

        begun = Now;
        bool works = false;

        for (int i = 0; i < 6 && !works && Now - begun < Limits.Recovery; i++)
        {
            // A thread of the program may be about to take the line back from a socket.
            _time.Sleep(i * 1000);
            works = Work(program, caller);
        }

        if (!works)
        {
            Findings.Add("recovery", $"{Now - begun} ms after the last trouble nothing works");
        }
        else
        {
            if (Now - begun > Limits.Recovery)
            {
                Findings.Add("recovery", $"it took {Now - begun} ms until a connection worked");
            }

            TakeAllSockets(program);
        }

        Verdicts.IsDisposed = true;
        caller.Call("modem.Dispose()", Limits.ModemClose, null, () =>
        {
            Driver.Dispose();
            return "disposed";
        });
    }

    // A socket that has come through: it must be whole, or have said that it is not.
    private void Finish(Program program, Handle handle)
    {
        Connection connection = handle.Connection;
        int received = handle.Received.Count;
        long progressed = Now;
        int got = 1;

        // However much there still is on a slow line: what a peer has to say is finite.
        while (got is not (0 or Program.Thrown) && Now - progressed < Patience)
        {
            got = Receive(program, handle);

            if (handle.Received.Count > received)
            {
                received = handle.Received.Count;
                progressed = Now;
            }

            if (got == -1 && connection.IsAlive && handle.Received.Count >= connection.FromPeer.Count)
            {
                break;
            }
        }

        if (handle.IsWrong || got is 0 or Program.Thrown || !Tolerance.Allows(handle))
        {
            return;
        }

        if (!connection.IsAlive)
        {
            Findings.Add("end", $"connection {connection.Number}: ended by {connection.EndedBy ?? "its peer"}, and for {Patience} ms of a calm line Receive did not tell");
        }
        else if (handle.Received.Count < connection.FromPeer.Count)
        {
            Findings.Add("received", $"connection {connection.Number}: {handle.Received.Count} of {connection.FromPeer.Count} bytes come, then none, and no error");
        }
        else if (program.Send(handle, false) && handle.Socket.IsConnected)
        {
            Module.HavePeerSay(connection, Payload.Draw(_chance, 100, true));
            long begun = Now;

            while (Now - begun < Patience && handle.Received.Count < connection.FromPeer.Count && Receive(program, handle) is not (0 or Program.Thrown))
            {
            }

            if (connection.IsAlive && handle.Socket.IsConnected && handle.Received.Count < connection.FromPeer.Count)
            {
                Findings.Add("received", $"connection {connection.Number}: what the peer has sent on a calm line does not come");
            }
        }
    }

    // Waits for data, unless a handler is about to take them.
    private int Receive(Program program, Handle handle)
    {
        int got = program.Receive(handle, 1500, 5000);

        if (got == Program.Busy)
        {
            _time.Sleep(1000);
        }

        return got;
    }

    // Opens, connects, echoes, closes.
    private bool Work(Program program, Caller caller)
    {
        if (!Driver.IsOpen)
        {
            Verdicts.Switches += 2;
            caller.Call("Open(30000)", 30000 + Limits.OpenExtra, null, () =>
            {
                Driver.Open(30000);
                return "open";
            });
        }

        if (!Driver.IsOpen || (program.GetAddress() is null && !program.ActivatePdp()))
        {
            return false;
        }

        program.SetClock();
        Plan plan = Network.Add(PeerKind.Echo, Certificate.Good, _chance.Seed());

        if (program.Connect(0, plan, _chance.Below(2)) is not Handle handle)
        {
            return false;
        }

        bool works = Echo(program, handle) && Tell(program, handle);
        program.Close(handle);
        return works;
    }

    private bool Echo(Program program, Handle handle)
    {
        if (!program.Send(handle, false))
        {
            return false;
        }

        int size = handle.Sent[0].Bytes.Length;

        for (int i = 0; i < EchoSize && handle.Received.Count < size; i++)
        {
            if (program.Receive(handle, 1500, 10000) <= 0)
            {
                // With a handler the data are its.
                _time.Sleep(5000);

                if (!handle.HasDataHandler || i > 10)
                {
                    break;
                }
            }
        }

        return handle.Received.Count == size;
    }

    // Events must come: of data, and of the end.
    private bool Tell(Program program, Handle handle)
    {
        if (_lineTraits.LostWakeUps > 0)
        {
            // What announces them may wake nobody.
            return true;
        }

        int data = 0;
        int closed = 0;
        handle.Socket.OnDataReceived(() => data++);
        handle.Socket.OnClosed(() => closed++);
        data = 0;
        Module.HavePeerSay(handle.Connection, [1, 2, 3]);
        _time.Sleep(15000);

        // A handler that runs may have taken them with what came before, or be about to.
        if (data == 0 && !handle.IsReceiving && handle.Received.Count < handle.Connection.FromPeer.Count)
        {
            Findings.Add("event", $"connection {handle.Connection.Number}: data came and DataReceived was not raised");
        }

        Module.HavePeerClose(handle.Connection);
        _time.Sleep(15000);
        int late = 0;
        handle.Socket.OnClosed(() => late++);
        _time.Sleep(5000);

        if ((closed == 0 || late == 0) && !handle.IsClosed)
        {
            Findings.Add("event", $"connection {handle.Connection.Number}: the peer has closed it; Closed was raised {closed} times, for a late handler {late} times");
        }

        while (program.Receive(handle, 1500, 1000) > 0)
        {
        }

        return true;
    }

    private Handle? Listen(Program program) =>
        program.Connect(0, Network.Add(PeerKind.Listener, Certificate.Good, _chance.Seed()), 0);

    private void TakeAllSockets(Program program)
    {
        int count = 12 - int.PopCount(Traits.HeldIds);
        Verdicts.SocketsInUse = 0;
        Handle?[] handles = new Handle?[count];

        for (int i = 0; i < count; i++)
        {
            handles[i] = Listen(program);

            if (handles[i] is null && program.GetAddress() is null && program.ActivatePdp())
            {
                // The network has taken the context away, which a program must look for; or the module has started anew, and its clock, too.
                program.SetClock();
                handles[i] = Listen(program);
            }

            if (handles[i] is null)
            {
                Findings.Add("ids", $"only {i} of {count} sockets can be opened after all were closed");
                break;
            }
        }

        foreach (Handle? handle in handles)
        {
            if (handle is not null)
            {
                program.Close(handle);
            }
        }
    }

    // Both ends of each connection, when all is over.
    private void CheckConnections()
    {
        bool mayEscapeBeCut = (Verdicts.Causes & Cause.WriteFailure) != 0;

        foreach (Handle handle in Handles)
        {
            if (!handle.IsWrong && Tolerance.Allows(handle) && StreamOracle.CheckSent(handle, Tolerance.AllowsFiller, mayEscapeBeCut) is string fault)
            {
                Findings.Add("sent", $"connection {handle.Connection.Number}: {fault}");
            }
        }
    }
}
