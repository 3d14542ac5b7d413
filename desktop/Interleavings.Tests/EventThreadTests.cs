// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Interleavings.Tests
{
    /// <summary>A thread that was started for a question ends with it, while events come, commands run, and the modem is closed and opened.</summary>
    public sealed class EventThreadTests
    {
        private const int CommandLimit = 20000;
        private const int OpenAndCloseLimit = 60000;

        // When the thread looks whether somebody has asked; and when it has asked and ends: it has waited twice for a quiet line.
        private const int Look = 300;
        private const int Ending = 500;

        [Theory]
        [InlineData(Look)]
        [InlineData(Ending)]
        public void Urc_AsTheThreadAsksOrEnds_ReachesItsHandler(int moment)
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                int calls = 0;
                scene.Modem.AddUrcHandler("+FIRST: ", (sender, e) => calls++);
                Say(scene, "+CPIN: READY");
                scene.Add("urc", moment, () =>
                {
                    time.Sleep(moment);
                    Say(scene, "+FIRST: 1");
                });
                scene.Run();
                time.Sleep(5000);

                Assert.Equal(1, calls);
                scene.End();
            });
        }

        [Theory]
        [InlineData(Look)]
        [InlineData(Ending)]
        public void Handler_IsAddedAsTheThreadAsksOrEnds_IsToldOfTheContext(int moment)
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                int calls = 0;
                Say(scene, "+CPIN: READY");
                Say(scene, "+QIURC: \"pdpdeact\",1");
                scene.Add("add", moment, () =>
                {
                    time.Sleep(moment);
                    scene.Modem.Pdp.Deactivated += (sender, e) => calls++;
                });
                scene.Run();
                time.Sleep(5000);

                Assert.Equal(1, calls);
                scene.End();
            });
        }

        [Theory]
        [InlineData(Look)]
        [InlineData(Ending)]
        public void CloseAndOpen_AsTheThreadAsksOrEnds_TheNextUrcReachesItsHandlerOnce(int moment)
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                int calls = 0;
                scene.Modem.AddUrcHandler("+FIRST: ", (sender, e) => calls++);
                Say(scene, "+CPIN: READY");
                scene.Add("close and open", moment + OpenAndCloseLimit, () =>
                {
                    time.Sleep(moment);
                    scene.Modem.Close();
                    scene.Modem.Open();
                    Say(scene, "+CPIN: READY");
                });
                scene.Run();
                Say(scene, "+FIRST: 1");
                time.Sleep(5000);

                Assert.Equal(1, calls);
                scene.End();
            });
        }

        [Theory]
        [InlineData(Look)]
        [InlineData(Ending)]
        public void Command_AsTheThreadAsksOrEnds_SomebodyAsksAndTheThreadEnds(int moment)
        {
            Explorer.Explore(time =>
            {
                Scene scene = new Scene(time);
                int threads = time.ThreadCount;
                Say(scene, "+CPIN: READY");
                scene.Add("command", moment + CommandLimit, () =>
                {
                    time.Sleep(moment);
                    scene.Modem.Execute("AT+CSQ", 5000);
                    Say(scene, "+CPIN: READY");
                });
                scene.Run();
                int asked = scene.Module.Commands.Count;
                time.Sleep(5000);

                Assert.True(scene.Module.Commands.Count > asked, "nobody has asked");
                Assert.Equal(threads, time.ThreadCount);
                scene.End();
            });
        }

        private static void Say(Scene scene, string line)
        {
            scene.Module.Say("\r\n" + line + "\r\n");
            scene.Line.Deliver();
        }
    }
}
