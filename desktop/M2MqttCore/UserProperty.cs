// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace nanoFramework.M2Mqtt.Messages;

public class UserProperty
{
    public UserProperty(string name, string value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; set; }

    public string Value { get; set; }
}
