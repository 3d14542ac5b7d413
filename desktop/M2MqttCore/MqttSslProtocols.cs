// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace nanoFramework.M2Mqtt;

public enum MqttSslProtocols
{
    None,
    SSLv3,
    TLSv1_0,
    TLSv1_1,
    TLSv1_2,
    TLSv1_3,
}
