// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace nanoFramework.M2Mqtt.Messages;

public class MqttMsgUnsubscribeEventArgs : EventArgs
{
    public MqttMsgUnsubscribeEventArgs(ushort messageId, string[] topics)
    {
        MessageId = messageId;
        Topics = topics;
    }

    public ushort MessageId { get; }

    public string[] Topics { get; }
}
