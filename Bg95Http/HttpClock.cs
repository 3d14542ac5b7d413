// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>Tells the time. <c>() => Environment.TickCount64</c> is one that does not jump when the calendar is set.</summary>
    /// <returns>Milliseconds since some moment in the past; they never go back.</returns>
    public delegate long HttpClock();
}
