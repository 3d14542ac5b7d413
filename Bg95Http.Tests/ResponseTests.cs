// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Http.Tests
{
    /// <summary>What a client makes of a response, whole, in pieces, cut short, and malformed.</summary>
    [TestClass]
    public class ResponseTests
    {
        private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

        private static string s_headers;

        [TestMethod]
        public void Body_OfEachKind_IsRead()
        {
            IsRead("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200|hello");
            IsRead("HTTP/1.1 200 \r\ncontent-length:5\r\n\r\nhello", "200|hello");
            IsRead("HTTP/1.1 200\r\nContent-Length: \t5 \t\r\n\r\nhello", "200|hello");
            IsRead("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "200|hello");
            IsRead("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404|");
            IsRead("HTTP/1.1 204 No Content\r\n\r\n", "204|");
            IsRead("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", "304|");
            IsRead("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "200|ok");
            IsRead(Chunked + "5\r\nhello\r\n0\r\n\r\n", "200|hello");
            IsRead(Chunked + "2\r\nhe\r\n03\r\nllo\r\n000\r\n\r\n", "200|hello");
            IsRead(Chunked + "5;name=value;x=\"y\"\r\nhello\r\n0;z\r\nTrailer: t\r\nMore: m\r\n\r\n", "200|hello");
            IsRead(Chunked + "5 ;a\r\nhello\r\n0\r\n\r\n", "200|hello");
            IsRead(Chunked + "1A\r\nabcdefghijklmnopqrstuvwxyz\r\na\r\n0123456789\r\n0\r\n\r\n", "200|abcdefghijklmnopqrstuvwxyz0123456789");
            IsRead("HTTP/1.1 200 OK\r\n\r\nhello", "200|hello");
            IsRead("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200|hello");
        }

        [TestMethod]
        public void Body_WithoutItsLastBytes_NeverLooksWhole()
        {
            NeverLooksWhole("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 38);
            NeverLooksWhole(Chunked + "5\r\nhello\r\n0\r\nT: t\r\n\r\n", Chunked.Length);
        }

        [TestMethod]
        public void Head_Malformed_IsAnError()
        {
            IsBad(HttpError.BadStatusLine, "HTTP/2.0 200 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTQ/1.1 200 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 20 OK!\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 2x0 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 2000 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 099 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 600 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 101 OK\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1 20\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\n\n");
            IsBad(HttpError.BadHeader, "\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\rX\r\n\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\r\nno colon\r\n\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\r\n: no name\r\n\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\r\nX : y\r\n\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\r\nX: y\r\n folded: z\r\n\r\n");
            IsBad(HttpError.BadHeader, "HTTP/1.1 200 OK\r\nX: y\nZ: z\r\n\r\n");
        }

        [TestMethod]
        public void StatusLine_WithoutTheDigitOrTheBlankOfItsVersion_IsAnError()
        {
            IsBad(HttpError.BadStatusLine, "HTTP/1.x 200 OK\r\nContent-Length: 0\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1.1/200 OK\r\nContent-Length: 0\r\n\r\n");
            IsBad(HttpError.BadStatusLine, "HTTP/1./ 200 OK\r\nContent-Length: 0\r\n\r\n");
        }

        [TestMethod]
        public void Length_ThatCannotBe_IsAnError()
        {
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 1a\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
            IsBad(HttpError.BadLength, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n");
            IsBad(HttpError.BadCoding, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
            IsBad(HttpError.BadCoding, "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n");
            IsBad(HttpError.BadCoding, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n");
            Assert.AreEqual("200||!" + ((int)HttpError.BodyCutShort).ToString(), Exchange.Get("HTTP/1.1 200 OK\r\nContent-Length: 2147483647\r\n\r\n"));
        }

        [TestMethod]
        public void Chunk_ThatCannotBe_IsAnError()
        {
            IsBadChunk(string.Empty, "\r\n");
            IsBadChunk(string.Empty, "-1\r\n");
            IsBadChunk(string.Empty, "g\r\n");
            IsBadChunk(string.Empty, ";x\r\n");
            IsBadChunk(string.Empty, "0x5\r\nhello\r\n");
            IsBadChunk(string.Empty, "5:\r\nhello\r\n");
            IsBadChunk(string.Empty, " 5\r\nhello\r\n");
            IsBadChunk(string.Empty, "80000000\r\n");
            IsBadChunk(string.Empty, "fffffffffffffffff\r\n");
            IsBadChunk("he", "2\r\nhello\r\n0\r\n\r\n");
            IsBadChunk("hello", "5\r\nhello0\r\n\r\n");
        }

        [TestMethod]
        public void Head_BeyondItsLimits_IsAnError()
        {
            IsBad(HttpError.LineTooLong, "HTTP/1.1 200 OK\r\nX: " + new string('x', Exchange.BufferSize) + "\r\n\r\n");
            IsBad(HttpError.LineTooLong, new string('H', 300));

            IsTooLong("HTTP/1.1 200 OK\r\n", "a: b\r\n", HttpClient.MaxHeaders + 1);
            IsTooLong("HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\n", "a: b\r\n", HttpClient.MaxHeaders);
            IsTooLong(string.Empty, "HTTP/1.1 100 " + new string('x', 120) + "\r\n\r\n", 60);
            IsTooLong("HTTP/1.1 200 OK\r\n", "X: " + new string('x', 120) + "\r\n", 66);
        }

        [TestMethod]
        public void Head_AtItsLimit_IsRead()
        {
            HttpClient client = Exchange.With(string.Empty);
            Exchange.Stream.Answer("HTTP/1.1 200 OK\r\n", "a: b\r\n", HttpClient.MaxHeaders);

            // The headers are all counted, then the server is silent.
            Assert.AreEqual("!" + ((int)HttpError.HeadCutShort).ToString(), Exchange.Get(client));
        }

        [TestMethod]
        public void Trailers_BeyondTheirLimit_AreAnError()
        {
            HttpClient client = Exchange.With(string.Empty);
            Exchange.Stream.Answer(Chunked + "5\r\nhello\r\n0\r\n", "a: b\r\n", HttpClient.MaxHeaders + 1);

            Assert.AreEqual("200|hello|!" + ((int)HttpError.HeadTooLong).ToString(), Exchange.Get(client));
        }

        [TestMethod]
        public void Headers_AndTrailers_AreToldAsBytes()
        {
            s_headers = string.Empty;
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nETag:  \"a b\"\r\nEmpty:\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTail: t\r\n\r\n");
            client.HeaderReceived = TellHeader;

            Assert.AreEqual("200|", Exchange.Get(client));

            Assert.AreEqual("etag=\"a b\" (5)\n=(0)\n=chunked (7)\n=t (1)\n", s_headers);
        }

        [TestMethod]
        public void Location_OfARedirect_IsToldAndNotFollowed()
        {
            HttpClient client = Exchange.With("HTTP/1.1 302 Found\r\nlocation: https://else.test/x\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n");
            Exchange.Stream.Cut = 70;

            Assert.AreEqual(302, client.Get("/"));
            Assert.AreEqual("https://else.test/x", client.Location);
            Assert.AreEqual(302, client.Status);

            Exchange.Stream.Cut = 0;
            Assert.AreEqual(1, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Location_OfNoRedirect_IsNull()
        {
            HttpClient client = Exchange.With("HTTP/1.1 201 Created\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n");

            Assert.AreEqual(201, client.Get("/"));
            Assert.IsNull(client.Location);
        }

        [TestMethod]
        public void Head_WithALength_HasNoBody()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            client.Begin("HEAD", "/");

            Assert.AreEqual(200, client.Send());
            Assert.AreEqual(5, client.ContentLength);
            Assert.AreEqual(string.Empty, Exchange.ReadBody(client));
            Assert.AreEqual((int)HttpError.None, (int)client.EndReason);
        }

        [TestMethod]
        public void Body_UntilClose_SaysThatItsEndIsTheConnections()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\n\r\nhello");
            client.Get("/");

            Assert.IsTrue(client.EndsByClose);
            Assert.AreEqual(-1, client.ContentLength);
            Assert.AreEqual((int)HttpError.ServerCloses, (int)client.EndReason);
            Assert.AreEqual("hello", Exchange.ReadBody(client));
            Assert.AreEqual(0, client.ReadBody(new byte[1], 0, 1));
        }

        [TestMethod]
        public void Stream_ThatBreaks_EndsTheConnection()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            Exchange.Stream.Behind = Behind.Breaks;
            client.Get("/");
            byte[] body = new byte[5];
            Assert.AreEqual(2, client.ReadBody(body, 0, 5));

            Assert.AreEqual("broken", Exchange.Thrown(() => Exchange.Client.ReadBody(new byte[5], 0, 5)).Message);
            Assert.AreEqual((int)HttpError.Interrupted, (int)client.EndReason);
            Exchange.Fails(HttpError.Interrupted, () => Exchange.Client.ReadBody(new byte[5], 0, 5));
        }

        [TestMethod]
        public void Trailer_HandlerThatThrows_EndsTheConnection()
        {
            HttpClient client = Exchange.With(Chunked + "0\r\nA: b\r\n\r\n");
            client.Get("/");
            client.HeaderReceived = Throw;

            Assert.IsTrue(Exchange.Thrown(() => Exchange.Client.ReadBody(new byte[5], 0, 5)) is NotSupportedException, string.Empty);

            Assert.AreEqual((int)HttpError.Interrupted, (int)client.EndReason);
            Exchange.Fails(HttpError.Interrupted, () => Exchange.Client.Get("/"));
        }

        [TestMethod]
        public void Header_ComparedWithNull_IsRefused()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
            client.HeaderReceived = CompareWithNull;

            ArgumentNullException thrown = Exchange.Thrown(() => Exchange.Client.Get("/")) as ArgumentNullException;

            Assert.IsTrue(thrown != null, string.Empty);
            Assert.AreEqual("name", thrown.ParamName);
        }

        private static void CompareWithNull(HttpHeader header)
        {
            header.Is(null);
        }

        private static void Throw(HttpHeader header)
        {
            throw new NotSupportedException();
        }

        [TestMethod]
        public void Body_LargerThanTheBuffer_GoesStraightToTheProgram()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + new string('x', 1000));
            client.Get("/");
            byte[] body = new byte[1000];

            int first = client.ReadBody(body, 0, 1000);
            Assert.AreEqual(1000 - first, client.ReadBody(body, first, 1000 - first));
            Assert.AreEqual(2, Exchange.Stream.Reads);
            Assert.AreEqual(0, client.ReadBody(body, 0, 1));
        }

        // At once, byte by byte, and in two pieces, cut at each place.
        private static void IsRead(string answer, string expected)
        {
            Assert.AreEqual(expected, Exchange.Get(answer), answer);
            HttpClient client = Exchange.With(answer);
            Exchange.Stream.Piece = 1;
            Assert.AreEqual(expected, Exchange.Get(client), answer);

            for (int cut = 1; cut < answer.Length; cut += 1 + (answer.Length / 16))
            {
                client = Exchange.With(answer);
                Exchange.Stream.Cut = cut;
                Assert.AreEqual(expected, Exchange.Get(client), answer);
            }
        }

        private static void NeverLooksWhole(string answer, int head)
        {
            for (int length = 0; length < answer.Length; length++)
            {
                string got = Exchange.Get(answer.Substring(0, length));
                HttpError expected = length < 17 ? HttpError.ClosedBeforeResponse : length < head ? HttpError.HeadCutShort : HttpError.BodyCutShort;
                Assert.IsTrue(got.IndexOf("!" + ((int)expected).ToString()) >= 0, length.ToString() + " " + got);
                Assert.AreEqual((int)expected, (int)Exchange.Client.EndReason);
            }
        }

        private static void IsBad(HttpError expected, string answer)
        {
            Assert.AreEqual("!" + ((int)expected).ToString(), Exchange.Get(answer), answer);
            Assert.AreEqual((int)expected, (int)Exchange.Client.EndReason);
        }

        private static void IsTooLong(string begin, string repeated, int times)
        {
            HttpClient client = Exchange.With(string.Empty);
            Exchange.Stream.Answer(begin, repeated, times);
            Assert.AreEqual("!" + ((int)HttpError.HeadTooLong).ToString(), Exchange.Get(client), repeated);
        }

        private static void IsBadChunk(string before, string chunks)
        {
            Assert.AreEqual("200|" + before + "|!" + ((int)HttpError.BadChunk).ToString(), Exchange.Get(Chunked + chunks), chunks);
        }

        private static void TellHeader(HttpHeader header)
        {
            s_headers += header.Is("etag") && header.Is("ETag") && !header.Is("eta") ? "etag=" : "=";
            s_headers += header.Count > 0 ? header.GetValue() + " (" : "(";
            s_headers += header.Count.ToString() + ")\n";
        }
    }
}
