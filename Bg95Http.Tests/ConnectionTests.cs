// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Http.Tests
{
    /// <summary>Several requests over one connection, and the time that a call may take.</summary>
    [TestClass]
    public class ConnectionTests
    {
        private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

        [TestMethod]
        public void Requests_OverOneConnection_HaveTheirOwnResponses()
        {
            HttpClient client = Exchange.With(Hello);
            Assert.AreEqual("200|hello", Exchange.Get(client));
            Exchange.Stream.Answer("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n");
            Assert.AreEqual("404|no", Exchange.Get(client));
            Exchange.Stream.Answer(Hello);
            Assert.AreEqual("200|hello", Exchange.Get(client));

            Assert.AreEqual((int)HttpError.None, (int)client.EndReason);
            Assert.AreEqual(3, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Connection_ThatTheServerCloses_SaysSo()
        {
            SaysThatItEnds("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
            SaysThatItEnds("HTTP/1.1 200 OK\r\nconnection: x, CLOSE\r\nContent-Length: 5\r\n\r\nhello");
            SaysThatItEnds("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            SaysThatItEnds("HTTP/1.1 200 OK\r\n\r\nhello");
            Assert.AreEqual("200|hello", Exchange.Get("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello"));
            Assert.AreEqual((int)HttpError.None, (int)Exchange.Client.EndReason);
        }

        [TestMethod]
        public void Body_LeftUnread_IsReadByTheNextRequest()
        {
            IsDrained("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 0);
            IsDrained("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 2);
            IsDrained("HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n" + new string('x', 600), 10);
            IsDrained("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\nT: t\r\n\r\n", 1);
        }

        [TestMethod]
        public void Body_LeftUnreadAndTooLong_EndsTheConnection()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nContent-Length: " + (HttpClient.MaxDrainBytes + 1).ToString() + "\r\n\r\nhello");
            client.Get("/");
            Exchange.Fails(HttpError.UnreadBody, () => Exchange.Client.Get("/"));
            Assert.AreEqual((int)HttpError.UnreadBody, (int)client.EndReason);
            Assert.AreEqual(1, Exchange.Stream.Writes);

            client = Exchange.With(string.Empty);
            Exchange.Stream.Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "80\r\n" + new string('x', 128) + "\r\n", 33);
            client.Get("/");
            Exchange.Fails(HttpError.UnreadBody, () => Exchange.Client.Get("/"));
        }

        [TestMethod]
        public void Bytes_BehindAResponse_EndTheConnection()
        {
            // A response to a request that was not made: the next request would take it for its own.
            HttpClient client = Exchange.With(Hello + Hello);
            Assert.AreEqual("200|hello", Exchange.Get(client));

            Exchange.Fails(HttpError.UnexpectedBytes, () => Exchange.Client.Get("/"));
            Assert.AreEqual(1, Exchange.Stream.Writes);
        }

        [TestMethod]
        public void Server_SilentFromTheBeginning_EndsTheCallInTime()
        {
            HttpClient client = Exchange.With(string.Empty);
            Exchange.Stream.Behind = Behind.IsSilent;
            client.Timeout = 5000;

            Exchange.Fails(HttpError.Timeout, () => Exchange.Client.Get("/"));

            Assert.AreEqual(5000L, Exchange.Stream.Now);
            Exchange.Fails(HttpError.Timeout, () => Exchange.Client.Get("/"));
        }

        [TestMethod]
        public void Server_ThatGivesAByteNowAndThen_EndsTheCallInTime()
        {
            HttpClient client = Exchange.With(Hello);
            Exchange.Stream.Piece = 1;
            Exchange.Stream.Delay = 300;
            client.Timeout = 5000;

            Exchange.Fails(HttpError.Timeout, () => Exchange.Client.Get("/"));

            Assert.AreEqual(5000L, Exchange.Stream.Now);
            Assert.AreEqual(17, Exchange.Stream.Reads);
            Assert.AreEqual(200, Exchange.Stream.Timeout);
        }

        [TestMethod]
        public void Server_SilentInTheBody_EndsTheReadInItsOwnTime()
        {
            HttpClient client = Exchange.With("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            Exchange.Stream.Behind = Behind.IsSilent;
            Exchange.Stream.Delay = 4000;
            client.Timeout = 5000;
            client.Get("/");
            byte[] body = new byte[5];
            Assert.AreEqual(2, client.ReadBody(body, 0, 5));

            Exchange.Fails(HttpError.Timeout, () => Exchange.Client.ReadBody(new byte[5], 0, 5));

            Assert.AreEqual(9000L, Exchange.Stream.Now);
            Assert.AreEqual((int)HttpError.Timeout, (int)client.EndReason);
        }

        [TestMethod]
        public void Headers_SetByAProgramThatTakesItsTime_CountAsTheRequests()
        {
            HttpClient client = Exchange.With(Hello);
            client.Timeout = 5000;
            client.Begin("GET", "/");
            Exchange.Stream.Now = 5000;

            Exchange.Fails(HttpError.Timeout, () => Exchange.Client.Send());
            Assert.AreEqual(string.Empty, Exchange.Stream.Sent);
        }

        [TestMethod]
        public void Messages_OfErrors_SayWhatWasWrong()
        {
            Assert.AreEqual("the server did not answer in time", new HttpException(HttpError.Timeout).Message);
            Assert.AreEqual("the connection was closed too early", new HttpException(HttpError.ClosedBeforeResponse).Message);
            Assert.AreEqual("the connection was closed too early", new HttpException(HttpError.HeadCutShort).Message);
            Assert.AreEqual("the connection was closed too early", new HttpException(HttpError.BodyCutShort).Message);
            Assert.AreEqual("the connection cannot be used any more: connect again", new HttpException(HttpError.ServerCloses).Message);
            Assert.AreEqual("the connection cannot be used any more: connect again", new HttpException(HttpError.Interrupted).Message);
            Assert.AreEqual("HTTP failed with HttpError " + ((int)HttpError.BadRange).ToString(), new HttpException(HttpError.BadRange).Message);
        }

        private static void SaysThatItEnds(string answer)
        {
            HttpClient client = Exchange.With(answer);
            Assert.AreEqual("200|hello", Exchange.Get(client));
            Assert.AreEqual((int)HttpError.ServerCloses, (int)client.EndReason);
            Exchange.Fails(HttpError.ServerCloses, () => Exchange.Client.Get("/"));
            Assert.AreEqual(1, Exchange.Stream.Writes);
        }

        private static void IsDrained(string answer, int read)
        {
            for (int piece = 1; piece < 600; piece = (piece * 3) + 1)
            {
                HttpClient client = Exchange.With(answer);
                Exchange.Stream.Piece = piece;
                client.Get("/");
                int got = 0;

                while (got < read)
                {
                    got += client.ReadBody(new byte[read], 0, read - got);
                }

                // As if the next response were on its way already, but not here yet.
                client.Begin("GET", "/2");
                Assert.AreEqual(0, Exchange.Stream.Left);
                Exchange.Stream.Answer("HTTP/1.1 204 No Content\r\n\r\n");
                Assert.AreEqual(204, client.Send());
            }
        }
    }
}
