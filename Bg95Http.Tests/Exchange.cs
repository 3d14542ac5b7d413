// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl.Tests;

namespace Bg95Http.Tests
{
    /// <summary>What is called to see what it throws.</summary>
    internal delegate void Call();

    /// <summary>A client on a scripted connection.</summary>
    internal static class Exchange
    {
        internal const int BufferSize = 256;

        // One for all tests: a stream has a finalizer on the board, and its memory comes back late.
        internal static ScriptedStream Stream { get; } = new ScriptedStream();

        internal static HttpClient Client { get; private set; }

        private static readonly byte[] s_body = new byte[512];

        /// <summary>Makes both; the server will answer so.</summary>
        internal static HttpClient With(string answer)
        {
            return With(answer, BufferSize);
        }

        internal static HttpClient With(string answer, int bufferSize)
        {
            Stream.Reset();
            Stream.Answer(answer);
            Client = new HttpClient(Stream, "host.test", new byte[bufferSize], Clock);
            return Client;
        }

        /// <summary>Gets the page; gives "status|body", or "status|body|!error" where the body ends with one, or "!error".</summary>
        internal static string Get(string answer)
        {
            return Get(With(answer));
        }

        internal static string Get(HttpClient client)
        {
            string text = string.Empty;

            try
            {
                text = client.Get("/").ToString() + "|";
                return text + ReadBody(client);
            }
            catch (HttpException e)
            {
                return text + "!" + ((int)e.Error).ToString();
            }
        }

        internal static string ReadBody(HttpClient client)
        {
            int count = 0;
            int got;

            try
            {
                while ((got = client.ReadBody(s_body, count, s_body.Length - count)) > 0)
                {
                    count += got;
                }
            }
            catch (HttpException e)
            {
                return Texts.From(s_body, 0, count) + "|!" + ((int)e.Error).ToString();
            }

            return Texts.From(s_body, 0, count);
        }

        /// <summary>Fails unless the call throws an <see cref="HttpException"/> with this reason.</summary>
        internal static void Fails(HttpError expected, Call call)
        {
            Exception thrown = Thrown(call);
            Assert.IsTrue(thrown is HttpException, "no HttpException");
            Assert.AreEqual((int)expected, (int)((HttpException)thrown).Error);
        }

        /// <summary>Fails unless the call throws an <see cref="ArgumentException"/> and sends nothing.</summary>
        internal static void IsRefused(string what, Call call)
        {
            Exception thrown = Thrown(call);
            Assert.IsTrue(thrown is ArgumentException, what);
            Assert.AreEqual(string.Empty, Stream.Sent, what);
        }

        /// <summary>Fails unless the call throws an <see cref="ArgumentNullException"/> that names the parameter, and sends nothing.</summary>
        internal static void IsNullRefused(string parameter, Call call)
        {
            ArgumentNullException thrown = Thrown(call) as ArgumentNullException;
            Assert.IsTrue(thrown != null, parameter);
            Assert.AreEqual(parameter, thrown.ParamName);
            Assert.AreEqual(string.Empty, Stream.Sent, parameter);
        }

        internal static Exception Thrown(Call call)
        {
            try
            {
                call();
            }
            catch (Exception e)
            {
                return e;
            }

            return null;
        }

        private static long Clock()
        {
            return Stream.Now;
        }
    }
}
