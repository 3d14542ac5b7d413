// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>The client's only clock. A test gives the client a clock of its own.</summary>
    public abstract class MqttClock
    {
        /// <summary>
        /// Gets the milliseconds since some moment in the past. They never go back, also when the program sets the system's date and time.
        /// </summary>
        public abstract long Milliseconds { get; }
    }
}
