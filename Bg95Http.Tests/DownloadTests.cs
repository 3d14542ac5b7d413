// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Http.Tests
{
    /// <summary>Downloads that break and go on.</summary>
    [TestClass]
    public class DownloadTests
    {
        private const string Page = "0123456789";
        private const string Whole = "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n";

        private static readonly byte[] s_page = new byte[16];
        private static HttpDownload s_download;

        [TestMethod]
        public void Download_OverOneConnection_IsComplete()
        {
            Assert.AreEqual(200, Begin(Whole + Page));
            Assert.AreEqual("GET /f HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
            Assert.AreEqual(10, s_download.Length);

            Read();

            Assert.IsTrue(s_download.IsComplete);
            Assert.AreEqual(Page, Texts.From(s_page, 0, s_download.Position));
        }

        [TestMethod]
        public void Download_BrokenAtEachByte_GoesOnThere()
        {
            for (int broken = 1; broken < 10; broken++)
            {
                Begin(Whole + Page.Substring(0, broken));
                Exchange.Fails(HttpError.BodyCutShort, Read);
                Assert.AreEqual(broken, s_download.Position);
                string place = broken.ToString();

                Assert.AreEqual(206, GoOn(Part(place + "-9/10", 10 - broken) + Page.Substring(broken)));

                Assert.AreEqual("GET /f HTTP/1.1\r\nHost: host.test\r\nRange: bytes=" + place + "-\r\nIf-Range: \"v1\"\r\n\r\n", Exchange.Stream.Sent);
                Read();
                Assert.IsTrue(s_download.IsComplete);
                Assert.AreEqual(Page, Texts.From(s_page, 0, s_download.Position));
            }
        }

        [TestMethod]
        public void Part_ThatIsNotTheOneAskedFor_IsAnError()
        {
            IsBad(HttpError.BadRange, Part("5-9/10", 5));
            IsBad(HttpError.BadRange, Part("3-9/10", 7));
            IsBad(HttpError.BadRange, Part("4-10/10", 7));
            IsBad(HttpError.BadRange, Part("4-3/10", 0));
            IsBad(HttpError.BadRange, Part("4-9/*", 6));
            IsBad(HttpError.BadRange, Part("4-/10", 6));
            IsBad(HttpError.BadRange, Part("-9/10", 6));
            IsBad(HttpError.BadRange, Part("", 6));
            IsBad(HttpError.BadRange, Part("/", 6));
            IsBad(HttpError.BadRange, Part("4/10-9", 6));
            IsBad(HttpError.BadRange, "HTTP/1.1 206 Partial Content\r\nContent-Length: 6\r\n\r\n");
            IsBad(HttpError.BadRange, "HTTP/1.1 206 Partial Content\r\nContent-Range: octets 4-9/10\r\nContent-Length: 6\r\n\r\n");
            IsBad(HttpError.BadRange, "HTTP/1.1 206 Partial Content\r\nContent-Range: b\r\nContent-Length: 6\r\n\r\n");
            IsBad(HttpError.Changed, Part("4-9/11", 6));
            IsBad(HttpError.Changed, "HTTP/1.1 206 Partial Content\r\nETag: \"v2\"\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n");
        }

        [TestMethod]
        public void Part_WithAnotherLengthThanItSays_NeverLooksWhole()
        {
            BreakAt4();
            Assert.AreEqual(206, GoOn(Part("4-9/10", 7) + "456789X"));
            Exchange.Fails(HttpError.BadRange, Read);
            Assert.AreEqual(4, s_download.Position);

            BreakAt4();
            Assert.AreEqual(206, GoOn(Part("4-9/10", 5) + "45678"));
            Exchange.Fails(HttpError.BadRange, Read);
            Assert.IsFalse(s_download.IsComplete);
        }

        [TestMethod]
        public void Part_ShorterThanAskedFor_IsFollowedByAnother()
        {
            BreakAt4();
            Assert.AreEqual(206, GoOn(Part("4-6/10", 3) + "456"));
            Read();
            Assert.IsFalse(s_download.IsComplete);

            Assert.AreEqual(206, GoOn(Part("7-9/10", 3) + "789"));
            Read();

            Assert.IsTrue(s_download.IsComplete);
            Assert.AreEqual(Page, Texts.From(s_page, 0, s_download.Position));
        }

        [TestMethod]
        public void Page_ThatHasChanged_BeginsAnew()
        {
            BreakAt4();

            Assert.AreEqual(200, GoOn("HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 3\r\n\r\nnew"));

            Assert.AreEqual(0, s_download.Position);
            Read();
            Assert.AreEqual("new", Texts.From(s_page, 0, s_download.Position));
            Assert.IsTrue(s_download.IsComplete);
        }

        [TestMethod]
        public void Page_WithoutAStrongTag_BeginsAnew()
        {
            BeginsAnewWith(string.Empty);
            BeginsAnewWith("ETag: W/\"v1\"\r\n");
            BeginsAnewWith("ETag:\r\n");
        }

        [TestMethod]
        public void Page_OnlyItsInterimResponseHasATag_BeginsAnew()
        {
            Begin("HTTP/1.1 103 Early\r\nETag: \"v0\"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123");
            Exchange.Fails(HttpError.BodyCutShort, Read);

            GoOn("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + Page);

            Assert.AreEqual("GET /f HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
            Assert.AreEqual(0, s_download.Position);
        }

        [TestMethod]
        public void Page_WithATagThatCannotBeSentBack_BeginsAnew()
        {
            Begin("HTTP/1.1 200 OK\r\nETag: \"v\x01\"\r\nContent-Length: 10\r\n\r\n0123");
            Exchange.Fails(HttpError.BodyCutShort, Read);
            Exchange.With(Whole + Page);
            Exchange.Fails(HttpError.BadHeader, () => s_download.Begin(Exchange.Client));
            Assert.AreEqual(string.Empty, Exchange.Stream.Sent);

            Assert.AreEqual(200, s_download.Begin(Exchange.Client));
            Assert.AreEqual(0, s_download.Position);
        }

        [TestMethod]
        public void Page_InChunks_IsCompleteAtItsEnd()
        {
            Begin("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n");
            Assert.AreEqual(-1, s_download.Length);
            Exchange.Fails(HttpError.BodyCutShort, Read);
            Assert.IsFalse(s_download.IsComplete);

            Assert.AreEqual(206, GoOn("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 4-9/10\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n456789\r\n0\r\n\r\n"));
            Read();
            Assert.IsTrue(s_download.IsComplete);

            Begin("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n0\r\n\r\n");
            Read();
            Assert.IsTrue(s_download.IsComplete);
            Assert.AreEqual(4, s_download.Length);
        }

        [TestMethod]
        public void Page_ThatEndsWithTheConnection_IsRefused()
        {
            s_download = new HttpDownload("/f");
            Exchange.With("HTTP/1.1 200 OK\r\n\r\n0123");
            Exchange.Fails(HttpError.BadLength, () => s_download.Begin(Exchange.Client));
        }

        [TestMethod]
        public void Page_OfNothing_IsCompleteAtOnce()
        {
            Begin("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Assert.IsTrue(s_download.IsComplete);
            Assert.AreEqual(0, s_download.Read(Exchange.Client, s_page, 0, 0));
        }

        [TestMethod]
        public void Status_OfAnotherKind_LeavesTheDownloadAsItIs()
        {
            BreakAt4();
            Assert.AreEqual(503, GoOn("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"));
            Assert.AreEqual(4, s_download.Position);
            Assert.AreEqual(416, GoOn("HTTP/1.1 416 No\r\nContent-Range: bytes */10\r\nContent-Length: 0\r\n\r\n"));
            Assert.AreEqual(4, s_download.Position);

            Assert.AreEqual(206, GoOn(Part("4-9/10", 6) + "456789"));
            Read();
            Assert.IsTrue(s_download.IsComplete);
        }

        [TestMethod]
        public void Page_OfAnError_IsNotTaken()
        {
            Assert.AreEqual(404, Begin("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nnot found"));

            Read();

            Assert.AreEqual(0, s_download.Position);
            Assert.IsFalse(s_download.IsComplete);
        }

        [TestMethod]
        public void Page_OfAnErrorInTheMiddle_IsNotAppended()
        {
            BreakAt4();
            Assert.AreEqual(503, GoOn("HTTP/1.1 503 Busy\r\nContent-Length: 6\r\n\r\n<busy>"));

            Read();

            Assert.AreEqual(4, s_download.Position);
            Assert.IsFalse(s_download.IsComplete);
        }

        [TestMethod]
        public void Page_InChunksCutBeforeTheLastOne_IsCompleteWhenNothingIsBehind()
        {
            Begin("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n" + Page + "\r\n");
            Exchange.Fails(HttpError.BodyCutShort, Read);
            Assert.IsFalse(s_download.IsComplete);

            // What a server says that has these ten bytes and no more (RFC 9110, 14.2 and 15.5.17).
            Assert.AreEqual(416, GoOn("HTTP/1.1 416 No\r\nContent-Range: bytes */10\r\nContent-Length: 0\r\n\r\n"));
            Read();

            Assert.IsTrue(s_download.IsComplete);
            Assert.AreEqual(Page, Texts.From(s_page, 0, s_download.Position));
        }

        private static int Begin(string answer)
        {
            s_download = new HttpDownload("/f");
            return GoOn(answer);
        }

        // Over another connection.
        private static int GoOn(string answer)
        {
            return s_download.Begin(Exchange.With(answer));
        }

        private static void Read()
        {
            int got;

            do
            {
                got = s_download.Read(Exchange.Client, s_page, s_download.Position, s_page.Length - s_download.Position);
            }
            while (got > 0);
        }

        private static void BreakAt4()
        {
            Begin(Whole + "0123");
            Exchange.Fails(HttpError.BodyCutShort, Read);
        }

        private static string Part(string range, int length)
        {
            return "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + range + "\r\nContent-Length: " + length.ToString() + "\r\n\r\n";
        }

        private static void IsBad(HttpError expected, string head)
        {
            BreakAt4();
            Exchange.With(head);
            Exchange.Fails(expected, () => s_download.Begin(Exchange.Client));
            Assert.AreEqual(4, s_download.Position);
        }

        private static void BeginsAnewWith(string tag)
        {
            Begin("HTTP/1.1 200 OK\r\n" + tag + "Content-Length: 10\r\n\r\n0123");
            Exchange.Fails(HttpError.BodyCutShort, Read);

            GoOn("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + Page);

            Assert.AreEqual("GET /f HTTP/1.1\r\nHost: host.test\r\n\r\n", Exchange.Stream.Sent);
            Read();
            Assert.AreEqual(Page, Texts.From(s_page, 0, s_download.Position));
        }
    }
}
