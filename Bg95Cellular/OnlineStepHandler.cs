// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Called when a step begins, on the thread that goes online. What it throws ends going online and comes through as it is.</summary>
    /// <param name="sender">The <see cref="CellularConnection"/>.</param>
    /// <param name="step">The step.</param>
    public delegate void OnlineStepHandler(object sender, OnlineStep step);
}
