// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Tells a program a number: which PDP context was deactivated, for instance.</summary>
    /// <param name="sender">The part of the driver that calls, if it is one that the program knows.</param>
    /// <param name="number">The number; where the handler is set or added it is said which.</param>
    public delegate void NumberHandler(object sender, int number);
}
