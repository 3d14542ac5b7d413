// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <summary>
/// What no driver can notice on a line that damages bytes. On a line that does not, only what no driver can help is tolerated.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>
/// On any line: bytes of a connection that was in transparent mode, once the port's ring has overflowed. Nothing stops the module
/// without flow control, and nothing tells how many bytes there were.
/// </item>
/// <item>A byte that is wrong, doubled or from nowhere in a payload, either way, or in a file that is read: there is no checksum.</item>
/// <item>Bytes that are lost in transparent mode, either way: nothing tells how many there were.</item>
/// <item>As many lost bytes of a pushed block as the line end behind it has, while its form is not known.</item>
/// <item>A digit of an id that is lost: it makes 1 of 10 and of 11, so that a command or a line is for another socket.</item>
/// <item>
/// What comes to the peer after a send that has thrown: the module waits for as many bytes as it was promised, and whatever the
/// driver says next completes them. The socket is of no use any more, and nothing of the program's comes behind.
/// </item>
/// </list>
/// </remarks>
internal sealed class Tolerance
{
    private readonly LineTraits _line;
    private readonly Func<int> _overflowed;

    /// <param name="line">What the line is like.</param>
    /// <param name="overflowed">Gives how many bytes the port's ring has lost.</param>
    public Tolerance(LineTraits line, Func<int> overflowed)
    {
        _line = line;
        _overflowed = overflowed;
    }

    /// <summary>Gets or sets a value indicating whether ids of two digits were in use.</summary>
    public bool HadLongIds { get; set; }

    /// <summary>Gets a value indicating whether the line damages bytes at all.</summary>
    public bool IsRough => _line.Damages;

    /// <summary>Gets a value indicating whether bytes may follow a send that has thrown.</summary>
    public bool AllowsFiller => _line.Damages;

    /// <summary>Gets a value indicating whether a file that is read may have other bytes than it should.</summary>
    public bool AllowsWrongFiles => _line.DamagesUnseen;

    /// <summary>Says whether the contents of a connection can be compared.</summary>
    public bool Allows(Handle handle)
    {
        if (handle.WasTransparent && _overflowed() > 0)
        {
            return false;
        }

        return !_line.Damages || (!_line.DamagesUnseen && !handle.Connection.HasLikelyHole && !handle.WasTransparent && !HadLongIds);
    }
}
