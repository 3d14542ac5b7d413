// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How a command ends.</summary>
internal readonly record struct Outcome(OutcomeKind Kind, int Code = 0)
{
    /// <summary>Gets OK.</summary>
    public static Outcome Ok => new(OutcomeKind.Ok);

    /// <summary>Gets the outcome of a command that says its result itself, now or later.</summary>
    public static Outcome Own => new(OutcomeKind.Own);

    /// <summary>ERROR, with a number for AT+QIGETERROR.</summary>
    public static Outcome Error(int code = 552)
    {
        return new Outcome(OutcomeKind.Error, code);
    }

    /// <summary>The error of a file or of the equipment, as AT+CMEE wants it.</summary>
    public static Outcome Cme(int code)
    {
        return new Outcome(OutcomeKind.Cme, code);
    }
}
