// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

// The namespace of the first is the device's, odd as it looks: a test may name the type.
namespace TestFrameworkShared
{
    /// <summary>What a failed assertion throws.</summary>
    public class AssertFailedException : Exception
    {
        /// <summary>Says nothing.</summary>
        public AssertFailedException()
        {
        }

        /// <summary>Says what failed.</summary>
        public AssertFailedException(string msg)
            : base(msg)
        {
        }

        /// <summary>Says what failed, and why.</summary>
        public AssertFailedException(string msg, Exception ex)
            : base(msg, ex)
        {
        }
    }
}

namespace nanoFramework.TestFramework
{
    /// <summary>Ends a test as skipped; in a setup method, it skips the class.</summary>
    public class SkipTestException : Exception
    {
        /// <summary>Says why.</summary>
        public SkipTestException(string? message = null, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
