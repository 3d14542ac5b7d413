// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt.Tests
{
    /// <summary>A clock that goes on only when a test or the broker's stream says so.</summary>
    internal sealed class VirtualClock : MqttClock
    {
        internal long Now = 1000000;

        public override long Milliseconds => Now;
    }
}
