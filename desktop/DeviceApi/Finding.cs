// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace NanoBg95.DeviceApi;

/// <summary>Something in an assembly that a rule forbids.</summary>
/// <param name="Rule">The rule, in a few words.</param>
/// <param name="Where">The member that contains it.</param>
/// <param name="What">What was found.</param>
public sealed record Finding(string Rule, string Where, string What)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        return $"{Rule}: {What} (in {Where})";
    }
}
