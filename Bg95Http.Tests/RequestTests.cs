// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Http.Tests
{
    /// <summary>What a client sends, and what it refuses to send.</summary>
    [TestClass]
    public class RequestTests
    {
        private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

        private static string s_text;
        private static int s_step;

        [TestMethod]
        public void Get_Path_SendsOneBlock()
        {
            HttpClient client = Exchange.With(Ok);

            Assert.AreEqual(200, client.Get("/a?b=c"));

            Assert.AreEqual("GET /a?b=c HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
            Assert.AreEqual(1, Exchange.Stream.Writes);
            Assert.AreEqual(1, Exchange.Stream.Reads);
        }

        [TestMethod]
        public void Methods_OfEachKind_SayTheLengthOfTheirBody()
        {
            IsSent("HEAD", string.Empty);
            IsSent("DELETE", string.Empty);
            IsSent("POST", "Content-Length: 0\r\n");
            IsSent("PUT", "Content-Length: 0\r\n");
        }

        [TestMethod]
        public void Post_SmallBody_SendsOneBlockWithTheHead()
        {
            HttpClient client = Exchange.With(Ok);

            client.Post("/p", "application/json", Texts.Bytes("-{\"a\":1}-"), 1, 7);

            Assert.AreEqual("POST /p HTTP/1.1\r\nHost: host.test\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}", Exchange.Stream.Sent);
            Assert.AreEqual(1, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Send_BodyLongerThanTheBuffer_SendsTwoBlocks()
        {
            HttpClient client = Exchange.With(Ok);
            byte[] body = new byte[1000];

            for (int i = 0; i < body.Length; i++)
            {
                body[i] = (byte)('a' + (i % 26));
            }

            client.Begin("PUT", "/");
            client.Send(body, 0, body.Length);

            Assert.AreEqual("PUT / HTTP/1.1\r\nHost: host.test\r\nContent-Length: 1000\r\n\r\n" + Texts.From(body, 0, 1000), Exchange.Stream.Sent);
            Assert.AreEqual(2, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Send_CallbackWithALength_SendsItsPieces()
        {
            HttpClient client = Exchange.With(Ok);
            s_text = "0123456789";
            s_step = 4;
            client.Begin("POST", "/");

            client.Send(GiveText, 10);

            Assert.AreEqual("POST / HTTP/1.1\r\nHost: host.test\r\nContent-Length: 10\r\n\r\n0123456789", Exchange.Stream.Sent);
            Assert.AreEqual(3, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Send_CallbackWithoutALength_SendsChunks()
        {
            HttpClient client = Exchange.With(Ok);
            s_text = "0123456789abcdefX";
            s_step = 16;
            client.Begin("POST", "/");

            client.Send(GiveText, -1);

            Assert.AreEqual(
                "POST / HTTP/1.1\r\nHost: host.test\r\nTransfer-Encoding: chunked\r\n\r\n0010\r\n0123456789abcdef\r\n0001\r\nX\r\n0000\r\n\r\n",
                Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Send_CallbackWithAFullBuffer_SendsTheHeadAlone()
        {
            SendWithAFullBuffer(10, "0123456789");
            SendWithAFullBuffer(-1, "000A\r\n0123456789\r\n0000\r\n\r\n");
        }

        private static void SendWithAFullBuffer(int length, string expected)
        {
            HttpClient client = Exchange.With(Ok, 128);
            s_text = "0123456789";
            s_step = int.MaxValue;
            client.Begin("POST", "/");
            string head = length < 0 ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: 10\r\n\r\n";
            int room = 128 - 17 - 17 - head.Length - 5;
            client.AddHeader("X", new string('x', room));

            client.Send(GiveText, length);

            Assert.AreEqual("POST / HTTP/1.1\r\nHost: host.test\r\nX: " + new string('x', room) + "\r\n" + head + expected, Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Send_CallbackThatGivesTooLittle_EndsTheConnection()
        {
            s_text = "012";
            s_step = 10;
            HttpClient client = Exchange.With(Ok);
            client.Begin("POST", "/");
            Exchange.Fails(HttpError.RequestBodyLength, () => Exchange.Client.Send(GiveText, 4));
            Assert.AreEqual((int)HttpError.RequestBodyLength, (int)client.EndReason);

            client = Exchange.With(Ok);
            client.Begin("POST", "/");
            Exchange.Fails(HttpError.RequestBodyLength, () => Exchange.Client.Send(GiveTooMuch, 4));

            client = Exchange.With(Ok);
            client.Begin("POST", "/");
            Exchange.Fails(HttpError.RequestBodyLength, () => Exchange.Client.Send(GiveLess, -1));
        }

        [TestMethod]
        public void Send_CallbackThatThrows_EndsTheConnection()
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("POST", "/");

            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send(Throw, 4)) is NotSupportedException, string.Empty);

            Assert.AreEqual((int)HttpError.Interrupted, (int)client.EndReason);
            Exchange.Fails(HttpError.Interrupted, () => Exchange.Client.Get("/"));
            Assert.AreEqual(string.Empty, Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Send_AgainAfterACallbackThatThrew_SendsNothing()
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("POST", "/");
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send(Throw, -1)) is NotSupportedException, string.Empty);

            Exchange.Fails(HttpError.Interrupted, () => Exchange.Client.Send());

            Assert.AreEqual(string.Empty, Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Path_ThatCouldMakeAnotherRequest_IsRefused()
        {
            RefusePath(string.Empty);
            RefusePath("a");
            RefusePath("/a b");
            RefusePath("/a\r\nX: y");
            RefusePath("/\n");
            RefusePath("/\r");
            RefusePath("/\t");
            RefusePath("/\x7F");
            RefusePath("/\xE4");
            RefusePath("/" + new string('a', Exchange.BufferSize));
        }

        [TestMethod]
        public void Nul_Anywhere_IsRefused()
        {
            // The interpreter ends a literal at its NUL.
            string nul = new string('\0', 1);

            if (nul.Length == 0)
            {
                return;
            }

            RefusePath("/" + nul);
            RefuseHeader("X", nul);
            RefuseHeader("X" + nul, "y");
        }

        [TestMethod]
        public void Host_ThatCouldMakeAnotherRequest_IsRefused()
        {
            RefuseHost(string.Empty);
            RefuseHost("a b");
            RefuseHost("a\r\nX: y");
            RefuseHost("a\n");
            RefuseHost("\xE4");
            RefuseHost(new string('a', Exchange.BufferSize));
        }

        [TestMethod]
        public void Header_ThatCouldMakeAnotherRequest_IsRefused()
        {
            RefuseHeader("X", "y\r\nZ: a");
            RefuseHeader("X", "y\n");
            RefuseHeader("X", "y\r");
            RefuseHeader("X", "\xE4");
            RefuseHeader(string.Empty, "y");
            RefuseHeader("X:", "y");
            RefuseHeader("X Y", "y");
            RefuseHeader("X\r\nY", "y");
            RefuseHeader("Content-Length:1;", "y");
            RefuseHeader("X@", "y");
            RefuseHeader("X[", "y");
            RefuseHeader("X", new string('a', Exchange.BufferSize));
        }

        [TestMethod]
        public void Header_ThatIsTheClients_IsRefused()
        {
            RefuseHeader("Host", "y");
            RefuseHeader("Content-Length", "1");
            RefuseHeader("content-LENGTH", "1");
            RefuseHeader("Transfer-Encoding", "chunked");
            RefuseHeader("Connection", "close");
        }

        [TestMethod]
        public void Request_RefusedInPart_IsForgottenAndTheConnectionStays()
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("GET", "/a");
            Exchange.IsRefused("header", () => Exchange.Client.AddHeader("X", "\n"));
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send()) is InvalidOperationException, "sent without Begin");

            Assert.AreEqual(200, client.Get("/b"));
            Assert.AreEqual("GET /b HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Null_ForAText_IsRefusedByItsName()
        {
            RefuseNull("method", () => Exchange.Client.Begin(null, "/"));
            RefuseNull("path", () => Exchange.Client.Begin("GET", null));
            RefuseNull("path", () => Exchange.Client.Get(null));
            RefuseNull("path", () => Exchange.Client.Post(null, "text/plain", new byte[1], 0, 1));
            RefuseNull("contentType", () => Exchange.Client.Post("/", null, new byte[1], 0, 1));
            RefuseNull("path", () => new HttpDownload(null));
            RefuseNull("client", () => new HttpDownload("/").Begin(null));
            RefuseNull("client", () => new HttpDownload("/").Read(null, new byte[1], 0, 1));
        }

        [TestMethod]
        public void Header_WithNull_IsRefusedAndTheRequestForgotten()
        {
            RefuseNullHeader("name", null, "y");
            RefuseNullHeader("value", "X", null);
        }

        [TestMethod]
        public void Calls_WithoutBegin_AreRefused()
        {
            HttpClient client = Exchange.With(Ok);

            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send()) is InvalidOperationException, "Send");
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send(new byte[1], 0, 1)) is InvalidOperationException, "Send with a body");
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send(GiveText, 1)) is InvalidOperationException, "Send with a callback");
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.AddHeader("X", "y")) is InvalidOperationException, "AddHeader");
            Assert.AreEqual(0, client.ReadBody(new byte[1], 0, 1));
        }

        [TestMethod]
        public void Blocks_ThatAreNone_AreRefused()
        {
            RefuseBlock(null, 0, 0);
            RefuseBlock(new byte[4], -1, 1);
            RefuseBlock(new byte[4], 0, -1);
            RefuseBlock(new byte[4], 5, 0);
            RefuseBlock(new byte[4], 2, 3);
            RefuseBlock(new byte[4], 2, int.MaxValue);
            Exchange.With(Ok).Begin("POST", "/");
            Exchange.IsRefused("callback", () => Exchange.Client.Send(null, 0));
            Exchange.IsRefused("length", () => Exchange.Client.Send(GiveText, -2));
        }

        [TestMethod]
        public void Constructor_WithoutWhatItNeeds_Refuses()
        {
            Exchange.With(Ok);
            Exchange.IsRefused("stream", () => new HttpClient(null, "h", new byte[128], Now));
            Exchange.IsRefused("buffer", () => new HttpClient(Exchange.Stream, "h", new byte[127], Now));
            Exchange.IsRefused("clock", () => new HttpClient(Exchange.Stream, "h", new byte[128], null));
            Exchange.IsRefused("host", () => new HttpClient(Exchange.Stream, null, new byte[128], Now));
            Exchange.IsRefused("buffer", () => new HttpClient(Exchange.Stream, "h", null, Now));
        }

        [TestMethod]
        public void Write_ThatBreaks_EndsTheConnection()
        {
            HttpClient client = Exchange.With(Ok);
            Exchange.Stream.IsWriteBroken = true;

            Assert.AreEqual("broken", Exchange.Thrown(() => Exchange.Client.Get("/")).Message);
            Assert.AreEqual((int)HttpError.Interrupted, (int)client.EndReason);
        }

        private static void IsSent(string method, string length)
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin(method, "/");
            client.AddHeader("X-a", "b c");
            Assert.AreEqual(200, client.Send());
            Assert.AreEqual(method + " / HTTP/1.1\r\nHost: host.test\r\nX-a: b c\r\n" + length + "\r\n", Exchange.Stream.Sent);
        }

        private static void RefusePath(string path)
        {
            s_text = path;
            Exchange.With(Ok);
            Exchange.IsRefused(path, () => Exchange.Client.Get(s_text));
            Assert.AreEqual(0, (int)Exchange.Client.EndReason);
        }

        private static void RefuseHost(string host)
        {
            s_text = host;
            Exchange.With(Ok);
            Exchange.IsRefused(host, () => new HttpClient(Exchange.Stream, s_text, new byte[128], Now));
        }

        private static void RefuseHeader(string name, string value)
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("GET", "/");
            s_text = name;
            s_value = value;
            Exchange.IsRefused(name + ": " + value, () => Exchange.Client.AddHeader(s_text, s_value));
        }

        private static void RefuseNull(string parameter, Call call)
        {
            Exchange.With(Ok);
            Exchange.IsNullRefused(parameter, call);
            Assert.AreEqual(0, (int)Exchange.Client.EndReason);
        }

        private static void RefuseNullHeader(string parameter, string name, string value)
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("GET", "/a");
            s_text = name;
            s_value = value;
            Exchange.IsNullRefused(parameter, () => Exchange.Client.AddHeader(s_text, s_value));
            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.Send()) is InvalidOperationException, "sent without Begin");

            Assert.AreEqual(200, client.Get("/b"));
            Assert.AreEqual("GET /b HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
        }

        private static void RefuseBlock(byte[] buffer, int offset, int count)
        {
            HttpClient client = Exchange.With(Ok);
            client.Begin("POST", "/");
            s_block = buffer;
            s_offset = offset;
            s_count = count;
            Exchange.IsRefused("send", () => Exchange.Client.Send(s_block, s_offset, s_count));
            Exchange.IsRefused("read", () => Exchange.Client.ReadBody(s_block, s_offset, s_count));
        }

        private static string s_value;
        private static byte[] s_block;
        private static int s_offset;
        private static int s_count;

        private static long Now()
        {
            return 0;
        }

        private static int GiveText(byte[] buffer, int offset, int count)
        {
            int give = s_text.Length < s_step ? s_text.Length : s_step;
            give = give < count ? give : count;
            Array.Copy(Texts.Bytes(s_text), 0, buffer, offset, give);
            s_text = s_text.Substring(give);
            return give;
        }

        private static int GiveTooMuch(byte[] buffer, int offset, int count)
        {
            return count + 1;
        }

        private static int GiveLess(byte[] buffer, int offset, int count)
        {
            return -1;
        }

        private static int Throw(byte[] buffer, int offset, int count)
        {
            throw new NotSupportedException();
        }
    }
}
