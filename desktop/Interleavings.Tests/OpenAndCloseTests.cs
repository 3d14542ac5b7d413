// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Xunit;

namespace Interleavings.Tests
{
    /// <summary>Opening and closing the modem against each other and against what uses it.</summary>
    public sealed class OpenAndCloseTests
    {
        private const int OpenLimit = Bg95Modem.DefaultOpenTimeoutMilliseconds + 12000;
        private const int CloseLimit = 10000;

        [Fact]
        public void Open_AgainstClose_OneOfThemIsRight()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time, false);
                scene.Add("open", OpenLimit, () => scene.Modem.Open());
                scene.Add("close", CloseLimit, scene.Modem.Close);
                scene.Run();
                scene.End();
            });
        }

        [Fact]
        public void Open_ThreeThreads_OneOpensAndItStaysOpen()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time, false);

                for (int i = 0; i < 3; i++)
                {
                    scene.Add("open", OpenLimit, () => scene.Modem.Open());
                }

                scene.Run();
                Assert.True(scene.Modem.IsOpen);
                Assert.Contains("open: ok", scene.Outcomes);
                scene.End();
            });
        }

        [Fact]
        public void Close_AgainstCloseAndCommands_AllEnd()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                scene.Add("close", CloseLimit, scene.Modem.Close);
                scene.Add("dispose", CloseLimit, scene.Modem.Dispose);
                scene.Add("address", 20000, () => scene.Modem.Pdp.GetAddress(1));
                scene.Add("execute", 5000, () => scene.Modem.Execute("AT+CSQ", 5000));
                scene.Run();
                Assert.False(scene.Modem.IsOpen);
                scene.End();
            });
        }

        [Fact]
        public void Close_AgainstConnect_NothingIsLeft()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                scene.Add("connect", 340000, () => scene.Connect().Close());
                scene.Add("close", CloseLimit, scene.Modem.Close);
                scene.Run();
                scene.End();
            });
        }

        [Fact]
        public void Open_ThePortHasFailed_TwoThreadsOneOpensAndItStaysOpen()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Add("receive", 15000, () => scene.Receive(socket, 1));
                scene.Add("pull", 1000, scene.Line.Fail);
                scene.Run();
                time.Sleep(100);
                Assert.False(scene.Modem.IsOpen);
                scene.Add("open", OpenLimit, () => scene.Modem.Open());
                scene.Add("open", OpenLimit, () => scene.Modem.Open());
                scene.Run();
                Assert.Contains("open: ok", scene.Outcomes);
                Assert.True(scene.Modem.IsOpen);
                scene.End();
            });
        }

        [Fact]
        public void Open_ClosedAndOpenedByAnother_EachClosesItsOwnOnly()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time, false);
                scene.Add("open", OpenLimit, () => scene.Modem.Open());
                scene.Add("close and open", CloseLimit + OpenLimit, () =>
                {
                    scene.Modem.Close();
                    scene.Modem.Open();
                });
                scene.Run();
                scene.End();
            });
        }

        [Fact]
        public void Open_AgainstCommands_ItOpens()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time, false);
                scene.Add("open", OpenLimit, () => scene.Modem.Open());
                scene.Add("address", 20000, () => scene.Modem.Pdp.GetAddress(1));
                scene.Add("connect", 340000, () => scene.Connect().Close());
                scene.Run();
                Assert.Contains("open: ok", scene.Outcomes);
                scene.End();
            });
        }

        [Fact]
        public void Open_WhileCallsOfBeforeEnd_IsInStep()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Add("close and open", CloseLimit + OpenLimit, () =>
                {
                    scene.Modem.Close();
                    scene.Modem.Open();
                });
                scene.Add("receive", 15000, () => scene.Receive(socket, 1));
                scene.Add("send", 30000, () => Scene.Send(socket, "text"));
                scene.Run();
                scene.End();
            });
        }
    }
}
