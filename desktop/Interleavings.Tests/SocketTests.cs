// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Ssl;
using Xunit;

namespace Interleavings.Tests
{
    /// <summary>One socket, and what several threads and the module do with it at once.</summary>
    public sealed class SocketTests
    {
        private const int SendLimit = 30000;
        private const int SwitchLimit = 40000;
        private const int CloseLimit = 30000;

        [Fact]
        public void Send_AgainstSwitchModeToTransparentAndBack_AllComesBackInOrder()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Add("send", 2 * SendLimit, () =>
                {
                    Scene.Send(socket, "one ");
                    Scene.Send(socket, "two ");
                });
                scene.Add("switch", 2 * SwitchLimit, () =>
                {
                    socket.SwitchMode(AccessMode.Transparent);
                    socket.SwitchMode(AccessMode.Buffer);
                });
                scene.Run();

                Assert.All(scene.Outcomes, each => Assert.EndsWith(": ok", each, StringComparison.Ordinal));
                Assert.Equal(AccessMode.Buffer, socket.Mode);
                Assert.Equal("one two ", scene.Receive(socket, 8));
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void Receive_AgainstSwitchModes_BytesComeInOrder()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                string received = string.Empty;
                scene.Module.PeerSays(socket.Id, "first ");
                scene.Line.Deliver();
                scene.Add("receive", 60000, () => received = scene.Receive(socket, 18));
                scene.Add("switch", 2 * SwitchLimit, () =>
                {
                    socket.SwitchMode(AccessMode.DirectPush);
                    scene.Module.PeerSays(socket.Id, "second ");
                    scene.Line.Deliver();
                    socket.SwitchMode(AccessMode.Buffer);
                    scene.Module.PeerSays(socket.Id, "third");
                    scene.Line.Deliver();
                });
                scene.Run();
                received += scene.Receive(socket, 18 - received.Length);

                Assert.All(scene.Outcomes, each => Assert.EndsWith(": ok", each, StringComparison.Ordinal));
                Assert.Equal("first second third", received);
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void Receive_AgainstCloseOfTheSocket_EndsAtOnce()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Module.PeerSays(socket.Id, "text");
                scene.Line.Deliver();
                byte[] buffer = new byte[8];
                scene.Add("receive", 10000, () =>
                {
                    while (socket.Receive(buffer, 0, 8, 100000) > 0)
                    {
                        // Until it is closed.
                    }
                });
                scene.Add("close", CloseLimit, () => socket.Close());
                scene.Run();

                Assert.Contains("receive: disposed", scene.Outcomes);
                Assert.Equal(0, scene.Module.OpenSockets);
                scene.End();
            });
        }

        [Fact]
        public void Close_WhileBlocksArePushed_TheOtherSocketGetsAllOfItsOwn()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect(AccessMode.DirectPush);
                SslSocket other = scene.Connect(AccessMode.DirectPush);
                int id = socket.Id;
                scene.Add("peers", 1000, () =>
                {
                    for (int i = 0; i < 3; i++)
                    {
                        scene.Module.PeerSays(id, "of the first");
                        scene.Module.PeerSays(other.Id, "good ");
                        scene.Line.Deliver();
                        time.Sleep(1);
                    }
                });
                scene.Add("close", CloseLimit, () => socket.Close());
                scene.Run();

                Assert.Equal("good good good ", scene.Receive(other, 15));
                Assert.Equal(SocketState.Connected, other.State);
                other.Close();
                scene.End();
            });
        }

        [Fact]
        public void Closed_HandlerIsAddedWhileTheConnectionEnds_IsToldOnce()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                int told = 0;
                scene.Add("peer", 1000, () =>
                {
                    scene.Module.PeerCloses(socket.Id);
                    scene.Line.Deliver();
                });
                scene.Add("handler", 1000, () => socket.Closed += (sender, e) => told++);
                scene.Run();
                time.Sleep(100);

                Assert.Equal(1, told);
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void DataReceived_HandlerIsAddedWhileDataCome_GetsAllOfThem()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect(AccessMode.DirectPush);
                StringBuilder received = new StringBuilder();
                byte[] buffer = new byte[4];
                scene.Add("peer", 1000, () =>
                {
                    scene.Module.PeerSays(socket.Id, "one ");
                    scene.Line.Deliver();
                    scene.Module.PeerSays(socket.Id, "two ");
                    scene.Line.Deliver();
                });
                scene.Add("handler", 1000, () => socket.DataReceived += (sender, e) =>
                {
                    int count = socket.Receive(buffer, 0, 4, 0);
                    received.Append(count > 0 ? Encoding.Latin1.GetString(buffer, 0, count) : string.Empty);
                });
                scene.Run();
                time.Sleep(1000);

                Assert.Equal("one two ", received.ToString());
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void Execute_AgainstALineThatGoesTransparent_EndsWithinItsLimit()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket other = scene.Connect();
                SslSocket transparent = null;
                scene.Add("connect", 340000, () => transparent = scene.Connect(AccessMode.Transparent));
                scene.Add("execute", 5000, () => scene.Modem.Execute("AT+CSQ", 5000));
                scene.Add("send", SendLimit, () => Scene.Send(other, "not for the other"));
                scene.Run();

                Assert.Contains("connect: ok", scene.Outcomes);
                Scene.Send(transparent, "mine");
                Assert.Equal("mine", scene.Receive(transparent, 4));
                transparent.Close();
                other.Close();
                scene.End();
            });
        }

        [Fact]
        public void Dispose_OfATransparentSocketAgainstSendAndPeersEnd_TheLineIsFree()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect(AccessMode.Transparent);
                int id = socket.Id;
                scene.Add("send", SendLimit, () => Scene.Send(socket, "text"));
                scene.Add("peer", 1000, () =>
                {
                    scene.Module.PeerCloses(id);
                    scene.Line.Deliver();
                });
                scene.Add("dispose", SwitchLimit, socket.Dispose);
                scene.Run();
                scene.End();
            });
        }

        [Fact]
        public void Close_AgainstSwitchModeToTransparent_TheLineIsFree()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Add("switch", SwitchLimit, () => socket.SwitchMode(AccessMode.Transparent));
                scene.Add("close", CloseLimit, () => socket.Close());
                scene.Run();

                Assert.Contains("close: ok", scene.Outcomes);
                Assert.Equal(0, scene.Module.OpenSockets);
                scene.End();
            });
        }

        [Fact]
        public void SwitchMode_TwoThreads_TheModuleIsInTheModeThatTheSocketSays()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                scene.Add("transparent", SwitchLimit, () => socket.SwitchMode(AccessMode.Transparent));
                scene.Add("push", SwitchLimit, () => socket.SwitchMode(AccessMode.DirectPush));
                scene.Run();

                Scene.Send(socket, "there and back");
                Assert.Equal("there and back", scene.Receive(socket, 14));
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void SwitchMode_ToBufferAgainstToPush_NothingIsAnnouncedInPushMode()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect(AccessMode.DirectPush);
                scene.Add("buffer", SwitchLimit, () => socket.SwitchMode(AccessMode.Buffer));
                scene.Add("there and back", 2 * SwitchLimit, () =>
                {
                    socket.SwitchMode(AccessMode.Buffer);
                    socket.SwitchMode(AccessMode.DirectPush);
                });
                scene.Run();
                int raised = 0;
                socket.DataReceived += (sender, e) => raised++;
                time.Sleep(1000);

                // Who adds a handler is told of what was announced, and nothing is while data are pushed.
                Assert.True(raised == 0 || socket.Mode == AccessMode.Buffer, $"raised {raised} times in mode {socket.Mode}");
                socket.Close();
                scene.End();
            });
        }

        [Fact]
        public void Restart_AgainstReceiveAndClose_AllEndAndTheHandlerIsTold()
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                SslSocket socket = scene.Connect();
                int restarts = 0;
                scene.Modem.Restarted += (sender, e) => restarts++;
                scene.Add("receive", 10000, () => scene.Receive(socket, 1));
                scene.Add("close", CloseLimit, () => socket.Close());
                scene.Add("restart", 1000, () =>
                {
                    scene.Module.Restart();
                    scene.Line.Deliver();
                });
                scene.Run();
                time.Sleep(1000);

                Assert.True(restarts > 0);
                scene.End();
            });
        }
    }
}
