// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>The time as the client sees it. A test puts a clock of its own in its place.</summary>
    public abstract class MqttClock
    {
        /// <summary>Gets milliseconds since some moment in the past. They never go back, also when the calendar is set.</summary>
        public abstract long Milliseconds { get; }
    }
}
