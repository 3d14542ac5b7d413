// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl;

namespace DialogueFuzz;

/// <summary>Says whether what a call throws is in order, and whether anything has happened that it may be the consequence of.</summary>
internal sealed class Verdicts
{
    // What may be the cause of errors of the driver's own; an error that is not here needs none.
    private static readonly Dictionary<Bg95Error, Cause> s_causes = new()
    {
        [Bg95Error.NoAnswer] = Cause.Stall | Cause.Restart | Cause.PowerDown | Cause.WriteFailure | Cause.PortFailure | Cause.LateOpen
            | Cause.SlowAnswer | Cause.LostLine | Cause.Damage | Cause.ModemClosed | Cause.FullLine
            | Cause.PayloadAsCommands,
        [Bg95Error.LineDamaged] = Cause.Stall | Cause.Restart | Cause.PowerDown | Cause.WriteFailure | Cause.PortFailure
            | Cause.SlowAnswer | Cause.Damage | Cause.Overflow | Cause.TransparentMode | Cause.ModemClosed | Cause.FullLine
            | Cause.MissingLineEnd,
        // Getting in step makes what is known of the module doubtful, too.
        [Bg95Error.ModuleRestarted] = Cause.Restart | Cause.PowerDown | Cause.PortFailure | Cause.ModemClosed | Cause.Stall
            | Cause.WriteFailure | Cause.SlowAnswer | Cause.Damage | Cause.TransparentMode | Cause.FullLine,
        [Bg95Error.UnexpectedAnswer] = Cause.Damage | Cause.Restart | Cause.LongSilence,
        [Bg95Error.PortFailed] = Cause.PortFailure | Cause.WriteFailure | Cause.ModemClosed,
        [Bg95Error.SettingNotTaken] = Cause.Damage | Cause.Restart | Cause.Refusal,
        // What is said to get in step is in the file if the module asks for it late.
        [Bg95Error.FileDamaged] = Cause.Damage | Cause.Overflow | Cause.Stall | Cause.SlowAnswer | Cause.Restart,
        [Bg95Error.SendBufferFull] = Cause.FullBuffer,
        [Bg95Error.SocketIdentityUsed] = Cause.Damage | Cause.Stall | Cause.Restart,
    };

    private const string OpenName = "AT+QSSLOPEN";
    private const string OpenModemName = "AT";

    // An answer behind so much has no time left.
    private const int LongBacklog = 3000;

    private readonly ModuleModel _module;
    private readonly VirtualLine _line;
    private readonly ModuleTraits _traits;

    public Verdicts(ModuleModel module, VirtualLine line, ModuleTraits traits)
    {
        _module = module;
        _line = line;
        _traits = traits;
    }

    /// <summary>Gets or sets what the driver says of the line.</summary>
    public Func<bool> IsOpen { get; set; } = () => true;

    /// <summary>Gets or sets how often the modem was opened or closed.</summary>
    public int Switches { get; set; }

    /// <summary>Gets or sets a value indicating whether the program has closed the modem.</summary>
    public bool HasClosed { get; set; }

    /// <summary>Gets or sets how many calls that open or close the modem are under way.</summary>
    public int Switching { get; set; }

    /// <summary>Gets or sets a value indicating whether the modem was disposed of.</summary>
    public bool IsDisposed { get; set; }

    /// <summary>Gets or sets how many sockets the program has or is about to have.</summary>
    public int SocketsInUse { get; set; }

    /// <summary>Gets all that has happened.</summary>
    public Cause Causes => _module.Causes
        | (_line.Damaged > 0 ? Cause.Damage : Cause.None)
        | (_line.LongestBacklog > LongBacklog ? Cause.FullLine : Cause.None)
        | (_line.Overflowed > 0 ? Cause.Overflow : Cause.None)
        | (HasClosed ? Cause.ModemClosed : Cause.None);

    /// <summary>To be called before each call.</summary>
    public CallContext Before(Handle? handle, CallKind kind)
    {
        return new CallContext(handle, kind, IsOpen(), Switches);
    }

    /// <summary>Says what is wrong with an exception, or nothing.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="context">What was the case before.</param>
    /// <param name="isLate">Whether the call's time was nearly over.</param>
    public string? Judge(Exception e, CallContext context, bool isLate)
    {
        if (e is Bg95Exception own)
        {
            if (context.Kind == CallKind.Hasty)
            {
                return null;
            }

            if (own.Error == Bg95Error.NoAnswer && isLate && (Causes & Cause.TransparentMode) != 0)
            {
                // Another socket had the line all the time.
                return null;
            }

            if (own.Error == Bg95Error.NoAnswer && own.Command == OpenName && (Causes & Cause.TransparentMode) != 0)
            {
                // Each time that a socket leaves the mode what is known of the module is in doubt, and an opening is tried again;
                // not for ever.
                return null;
            }

            if (own.Error == Bg95Error.NoAnswer && own.Command == OpenModemName && _module.IsWaitingForPeer)
            {
                // Open closes what is left open in the module, which may take 10 s for each: more than the program has given it.
                return null;
            }

            bool needs = s_causes.TryGetValue(own.Error, out Cause causes);

            if (own.Error == Bg95Error.SettingNotTaken && _traits.UnknownSettings.Count > 0)
            {
                return null;
            }

            if (own.Error == Bg95Error.SocketIdentityUsed && _traits.HeldIds != 0)
            {
                return null;
            }

            return needs && (Causes & causes) == 0 ? $"an error without a cause ({own.Error}; {Causes})" : null;
        }

        bool isSwitched = !context.WasOpen || Switches != context.Switches || Switching > 0 || !IsOpen() || IsDisposed;

        return e switch
        {
            ObjectDisposedException => context.Handle?.IsClosed == true || IsDisposed || (context.Handle is null && isSwitched) ? null : "for a socket that nobody has closed",
            ArgumentException => context.Kind == CallKind.Wrong ? null : "for arguments that are right",
            InvalidOperationException when context.Handle?.WasTransparent == true => null,
            InvalidOperationException => context.Kind == CallKind.Wrong || isSwitched || SocketsInUse >= 12 - CountHeld() ? null : "for a use that is right",
            _ => "of a type that no call may throw",
        };
    }

    private int CountHeld()
    {
        return int.PopCount(_traits.HeldIds);
    }
}
