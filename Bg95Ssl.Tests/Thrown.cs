// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl.Tests
{
    /// <summary>What is called to see what it throws.</summary>
    internal delegate void Call();

    /// <summary>Many such calls by their numbers, 0 and on; false when there is none with that number.</summary>
    internal delegate bool CallNumber(int number);

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
            return Check(expected, By(call), string.Empty);
        }

        /// <summary>Fails unless each of the calls throws a <see cref="Bg95Exception"/> with this reason.</summary>
        internal static void EachIs(Bg95Error expected, CallNumber calls)
        {
            for (int i = 0; ; i++)
            {
                Exception thrown = By(i, calls);

                if (thrown == null)
                {
                    return;
                }

                Check(expected, thrown, Name(i));
            }
        }

        /// <summary>Fails unless the call throws an <see cref="ArgumentException"/> of any kind.</summary>
        internal static void IsArgument(Call call)
        {
            Exception thrown = By(call);
            Assert.IsTrue(thrown is ArgumentException, Show(thrown));
        }

        /// <summary>Fails unless each of the calls throws an <see cref="ArgumentException"/> of any kind.</summary>
        internal static void EachIsArgument(CallNumber calls)
        {
            for (int i = 0; ; i++)
            {
                Exception thrown = By(i, calls);

                if (thrown == null)
                {
                    return;
                }

                Assert.IsTrue(thrown is ArgumentException, Name(i) + Show(thrown));
            }
        }

        /// <summary>Fails unless each of the calls throws an <see cref="InvalidOperationException"/> of any kind.</summary>
        internal static void EachIsInvalidOperation(CallNumber calls)
        {
            for (int i = 0; ; i++)
            {
                Exception thrown = By(i, calls);

                if (thrown == null)
                {
                    return;
                }

                Assert.IsTrue(thrown is InvalidOperationException, Name(i) + Show(thrown));
            }
        }

        // Null after the last; the first has to be there, and each has to throw.
        private static Exception By(int number, CallNumber calls)
        {
            bool isThere;

            try
            {
                isThere = calls(number);
            }
            catch (Exception ex)
            {
                return ex;
            }

            Assert.IsTrue(!isThere && number > 0, Name(number) + "nothing was thrown");
            return null;
        }

        private static Bg95Exception Check(Bg95Error expected, Exception thrown, string name)
        {
            Bg95Exception typed = thrown as Bg95Exception;

            if (typed == null)
            {
                Assert.IsTrue(false, name + Show(thrown));
            }

            Assert.AreEqual((int)expected, (int)typed.Error, name + typed.Message);
            return typed;
        }

        private static string Name(int number)
        {
            return "call " + number.ToString() + ": ";
        }

        private static string Show(Exception thrown)
        {
            return thrown.GetType().Name + " " + thrown.Message;
        }
    }
}
