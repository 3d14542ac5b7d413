// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <summary>
    /// On a small method in which a thread waits. The interpreter runs such a method in its caller's stack frame and leaves a place of that
    /// frame unset that the garbage collector reads; a method that has an attribute gets a frame of its own (docs/design.md, "What the
    /// interpreter does not forgive").
    /// </summary>
    internal sealed class OwnFrameAttribute : Attribute
    {
    }
}
