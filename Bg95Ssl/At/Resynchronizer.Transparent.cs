// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>How transparent mode ends: by the module's own words, because the program asks for it, or by force.</content>
    internal sealed partial class Resynchronizer
    {
        /// <summary>Takes the line back from a connection in transparent mode. The caller has taken it for that connection.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="deadline">When to give up; the one that the line was taken with.</param>
        internal Bg95Error LeaveTransparent(TransparentConnection connection, long deadline)
        {
            bool mayPayloadBeFalse = false;
            connection.IsLeaving = true;

            if (connection.DataTerminalReady == null)
            {
                TryWriteEscape(connection, deadline, out mayPayloadBeFalse);
            }
            else
            {
                connection.IsEscapeSaid = true;
                PulseDataTerminalReady(connection.DataTerminalReady);
            }

            int left = _channel.Time.TimeLeft(deadline);
            bool isForced = _channel.Line.TransparentOwner == connection.Listener && !connection.Ended.Wait(left < EscapeLimit ? left : EscapeLimit);

            if (isForced)
            {
                // By force: the questions that follow tell where the module is.
                _channel.Interpreter.Doubt();
            }

            if (_channel.Line.TransparentOwner == connection.Listener)
            {
                _channel.Reader.EndTransparent();
                connection.Listener.OnTransparentLeft();
                _channel.Line.TakeFrom(connection.Listener);
            }

            if (!MustEscape)
            {
                // The module says one OK, and no NO CARRIER: if either follows before anything was asked, the first OK was the peer's.
                WaitForQuiet(deadline);
                mayPayloadBeFalse |= _channel.Interpreter.IsEndDoubtful;
            }

            // The deadline of the command that ran last is over, perhaps for hours.
            Require();
            _channel.Interpreter.HasPassedOver = false;
            Bg95Error error = _channel.GetInStep();

            // What the peer still sent was taken for lines, or has got a part of +++.
            mayPayloadBeFalse |= isForced && _channel.Interpreter.HasPassedOver;
            return error == Bg95Error.Success && mayPayloadBeFalse ? Bg95Error.LineDamaged : error;
        }

        /// <summary>The module has ended transparent mode, by NO CARRIER, or by OK after it was asked to. The reader's thread.</summary>
        internal void OnTransparentEnded(TransparentConnection connection, bool isAsked)
        {
            _channel.Reader.EndTransparent();

            // What was pushed to other sockets meanwhile is lost, or went to this one.
            _channel.Listener.OnBytesLost();

            // A peer may have said NO CARRIER: only the answer to a question proves that the line carries commands again.
            MustEscape = !isAsked;

            if (isAsked)
            {
                // Before anything behind it is read: it is about a socket in buffer mode. Who has asked keeps the line.
                connection.Listener.OnTransparentLeft();
                _channel.Line.TakeFrom(connection.Listener);

                // The OK itself is among the lines that have come.
                _channel.Reader.HandTokensOver();
                _channel.Interpreter.IsEndDoubtful = false;
            }
            else
            {
                Require();

                // First what the module has said behind it, which may be why; then the line: who learns that the connection has
                // ended may want it at once.
                _channel.Reader.HandTokensOver();
                _channel.Line.TakeFrom(connection.Listener);
                connection.Listener.OnNoCarrier();
                _channel.Listener.OnQuestionNeeded();
            }

            connection.Ended.Set();
        }

        // Without the silence it would be a peer's, and so is what a write that fails leaves of it.
        private bool TryWriteEscape(TransparentConnection leaving, long deadline, out bool wasCut)
        {
            bool isWritten = false;
            wasCut = false;
            Sleep(_channel.Time.TimeLeft(PayloadWrittenAt + LongestWrite), deadline);

            while (!isWritten && _channel.Time.TimeLeft(deadline) > 2 * GuardTime && _channel.PortFailure == null && _channel.Line.IsOpen)
            {
                Sleep(GuardTime, deadline);

                if (leaving != null)
                {
                    // An OK that comes before is a peer's.
                    leaving.IsEscapeSaid = true;
                }

                isWritten = Write("+++");
                wasCut |= !isWritten;
            }

            Sleep(GuardTime, deadline);
            return isWritten;
        }

        private void PulseDataTerminalReady(DataTerminalReadyHandler dataTerminalReady)
        {
            for (int i = 0; i < 2; i++)
            {
                try
                {
                    dataTerminalReady(i == 1);
                }
                catch (System.Exception)
                {
                    // The program's fault; +++ follows if the module stays in the mode.
                    _channel.Statistics.Count(LineCounter.HandlerErrors);
                }

                _channel.Time.Sleep(QuietPause);
            }
        }
    }
}
