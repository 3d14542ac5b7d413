// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <summary>Real time. The calendar's clock is not used: programs set it, and no wait may end early or never because of that.</summary>
    internal sealed class SystemClock : MqttClock
    {
        public override long Milliseconds => Environment.TickCount64;
    }
}
