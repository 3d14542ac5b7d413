// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Mqtt;

namespace NanoBg95.Mqtt.Tests;

/// <summary>Time that passes only when a read finds nothing.</summary>
internal sealed class StepClock : MqttClock
{
    public long Now { get; set; }

    public override long Milliseconds => Now;
}
