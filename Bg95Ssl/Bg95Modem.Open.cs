// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>Opening and closing.</content>
    public sealed partial class Bg95Modem
    {
        // How long a call that an earlier closing has ended may need to get out.
        private const int OldCallsLimit = 1000;

        // How long a thread waits for another one that closes.
        private const int CloseLimit = 10000;
        private const int LookPause = 20;

        private OpenState _state;

        // How often it was opened: a thread whose opening another has ended must not take the next one's for its own.
        private int _openings;

        // The thread that opens has not got the line yet: closing the port is its business.
        private bool _isPortOfOpener;

        private enum OpenState
        {
            Closed = 0,
            Opening,
            Open,
            Closing,
        }

        /// <summary>
        /// Opens the line and synchronises with the module, whatever state the module is in: starting, echoing, in the middle of an
        /// answer, in transparent mode, or waiting for the data of a send or an upload. Afterwards the echo is off, URCs go to this line,
        /// and sockets that an earlier run of the program left open are closed. Can be called again after <see cref="Close"/> and after
        /// the port has failed.
        /// </summary>
        /// <param name="timeoutMilliseconds">
        /// How long to try, in milliseconds, 1000 or more. The call takes up to 12 s longer if the port has to be closed.
        /// </param>
        /// <remarks>If the port itself cannot be opened, the exception of the port comes through as it is.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">The time-out is too short.</exception>
        /// <exception cref="InvalidOperationException">The modem is open, or another thread opens or closes it.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.NoAnswer"/>: nothing on the line answers like a module. <see cref="Bg95Error.LineDamaged"/>,
        /// <see cref="Bg95Error.UnexpectedAnswer"/> or <see cref="Bg95Error.ModuleRestarted"/>: a module answers, but again and again
        /// bytes are lost, or it restarts. <see cref="Bg95Error.PortFailed"/>: the port failed meanwhile. <see cref="Bg95Error.LineBusy"/>:
        /// a call that the last <see cref="Close"/> has ended has not returned within 1 s. The line is closed again in each case.
        /// </exception>
        public void Open(int timeoutMilliseconds = DefaultOpenTimeoutMilliseconds)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 1000, int.MaxValue);
            long deadline = _channel.Time.DeadlineIn(timeoutMilliseconds);

            CloseIfNeeded(true);
            int opening;

            lock (_channel)
            {
                if (_state != OpenState.Closed)
                {
                    throw new InvalidOperationException("the modem is open, or another thread opens or closes it");
                }

                _state = OpenState.Opening;
                _isPortOfOpener = true;
                opening = ++_openings;
            }

            bool isDone = false;
            bool isPortOpen = false;

            try
            {
                _channel.Open();
                isPortOpen = true;
                _channel.ThrowIfFailed(GetReady(deadline), "AT");

                lock (_channel)
                {
                    isDone = _state == OpenState.Opening && opening == _openings;
                    _state = isDone ? OpenState.Open : _state;
                }

                if (!isDone)
                {
                    throw new InvalidOperationException("another thread has closed the modem meanwhile");
                }
            }
            finally
            {
                if (!isDone)
                {
                    GiveUpOpening(opening, isPortOpen);
                }
            }
        }

        /// <summary>
        /// Closes the line. All sockets end: calls that wait to send or receive throw <see cref="Bg95Error.PortFailed"/>. Other calls that wait
        /// throw an <see cref="InvalidOperationException"/>. The event thread ends. Nothing is sent: in the module the sockets stay open until the
        /// next <see cref="Open"/> closes them, so close the sockets first if that matters. Does nothing if the modem is closed; waits
        /// if another thread closes it. Blocks up to 10 s if the port cannot be closed.
        /// </summary>
        public void Close()
        {
            CloseIfNeeded(false);
        }

        /// <summary>
        /// Closes the line as <see cref="Close"/> does and disposes the port, so that the program can make a new one of the same name. The
        /// modem cannot be opened again.
        /// </summary>
        public void Dispose()
        {
            Close();
            _channel.Dispose();
        }

        private void CloseIfNeeded(bool onlyIfPortFailed)
        {
            bool isMine;

            lock (_channel)
            {
                if (_state == OpenState.Closed || (onlyIfPortFailed && (_state != OpenState.Open || _channel.PortFailure == null)))
                {
                    return;
                }

                isMine = _state != OpenState.Closing && !_isPortOfOpener;
                _state = OpenState.Closing;
            }

            if (isMine)
            {
                CloseLine();
                return;
            }

            long deadline = _channel.Time.DeadlineIn(CloseLimit);

            while (_state == OpenState.Closing && _channel.Time.TimeLeft(deadline) > 0)
            {
                _channel.Time.Sleep(LookPause);
            }
        }

        private void CloseLine()
        {
            _dispatcher.Stop();
            _channel.Close();
            _sockets.EndAll(Bg95Error.PortFailed, 0);
            _sockets.ForgetPending();
            Pdp.ForgetPending();
            Clock.OnLinesLost();
            _channel.Urcs.ForgetPending();

            lock (_channel)
            {
                _pendingEvents = 0;
                _state = OpenState.Closed;
            }
        }

        private void GiveUpOpening(int opening, bool isPortOpen)
        {
            bool isMine;

            lock (_channel)
            {
                isMine = opening == _openings && (_isPortOfOpener || _state == OpenState.Opening);
                _isPortOfOpener &= !isMine;
                _state = isMine ? OpenState.Closing : _state;
            }

            if (isMine && isPortOpen)
            {
                CloseLine();
            }
            else if (isMine)
            {
                lock (_channel)
                {
                    _state = OpenState.Closed;
                }
            }
        }

        // From the first byte on: others may use the line when all of this is done.
        private Bg95Error GetReady(long deadline)
        {
            if (!_channel.Line.TakeClosed(_channel.Time.DeadlineIn(OldCallsLimit)))
            {
                return Bg95Error.LineBusy;
            }

            lock (_channel)
            {
                if (_state == OpenState.Opening)
                {
                    _isPortOfOpener = false;
                    _channel.Line.Open();
                    _dispatcher.Start();
                }
            }

            SetPending(0);

            try
            {
                return _isPortOfOpener ? Bg95Error.PortFailed : SetModuleUp(deadline);
            }
            finally
            {
                _channel.GiveLineBack();
            }
        }

        // From the beginning again, as long as there is time, if the module starts anew meanwhile or lines are lost.
        private Bg95Error SetModuleUp(long deadline)
        {
            Bg95Error error;

            do
            {
                error = _channel.GetInStepBy(deadline);
                error = error == Bg95Error.Success ? _channel.Urcs.ConfirmPort(_channel, out _) : error;
                error = error == Bg95Error.Success ? CloseLeftovers() : error;
            }
            while ((error == Bg95Error.ModuleRestarted || (ErrorMeaning.IsOutcomeUnknown(error) && error != Bg95Error.PortFailed))
                && _channel.Time.TimeLeft(deadline) > AtChannel.LeastTime);

            return error;
        }

        // What an earlier run of the program has left open in the module (module facts 4.2).
        private Bg95Error CloseLeftovers()
        {
            SocketStateQuery query = new SocketStateQuery(new SslSocketInfo[0]);
            Bg95Error error = query.AskWithLine(_channel, -1);

            for (int id = 0; id < SocketTable.Size && error == Bg95Error.Success; id++)
            {
                int bit = 1 << id;

                if ((query.Ids & bit) != 0)
                {
                    // What it still has to say is payload only if it is pushed.
                    _sockets.NoteMode(id, (query.BufferModeIds & bit) != 0 ? AccessMode.Buffer : AccessMode.DirectPush);
                    error = SslSocket.CloseIdWithLine(_channel, id, -1);
                }
            }

            _channel.Generation.DoubtfulIds &= error == Bg95Error.Success ? 0 : -1;
            return error;
        }
    }
}
