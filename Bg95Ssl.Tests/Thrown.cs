// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What is called to see what it throws.</summary>
    internal delegate void Call();

    /// <summary>What a call throws.</summary>
    internal static class Thrown
    {
        /// <summary>Gives the exception, or fails if there is none.</summary>
        internal static Exception By(Call call)
        {
            try
            {
                call();
            }
            catch (Exception ex)
            {
                return ex;
            }

            Assert.IsTrue(false, "nothing was thrown");
            return null;
        }

        /// <summary>Fails unless the call throws a <see cref="Bg95Exception"/> with this reason.</summary>
        internal static Bg95Exception Is(Bg95Error expected, Call call)
        {
            Exception thrown = By(call);
            Bg95Exception typed = thrown as Bg95Exception;

            if (typed == null)
            {
                Assert.IsTrue(false, "thrown: " + thrown.GetType().Name + " " + thrown.Message);
            }

            Assert.AreEqual((int)expected, (int)typed.Error, typed.Message);
            return typed;
        }

        /// <summary>Fails unless the call throws an <see cref="ArgumentException"/> of any kind.</summary>
        internal static void IsArgument(Call call)
        {
            Exception thrown = By(call);
            Assert.IsTrue(thrown is ArgumentException, thrown.GetType().Name + " " + thrown.Message);
        }
    }
}
