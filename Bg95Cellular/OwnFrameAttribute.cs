// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Cellular
{
    /// <summary>
    /// On a small method in which a thread waits or calls a handler. The interpreter runs a small instance method in its caller's stack frame
    /// and leaves a place of that frame unset that the garbage collector reads: what was in memory there before can end the interpreter. A
    /// method that has an attribute, whatever it is, gets a stack frame of its own (docs/design.md, "What the interpreter does not forgive").
    /// </summary>
    internal sealed class OwnFrameAttribute : Attribute
    {
    }
}
