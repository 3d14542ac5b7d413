// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace nanoFramework.M2Mqtt.Messages;

public enum MqttQoSLevel
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
    GrantedFailure = 0x80,
}
