// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>
    /// Tells the time. Use <c>() => Environment.TickCount64</c>, which does not jump when the program sets the system's date and time.
    /// </summary>
    /// <returns>Milliseconds since some moment in the past; they never go back.</returns>
    public delegate long HttpClock();
}
