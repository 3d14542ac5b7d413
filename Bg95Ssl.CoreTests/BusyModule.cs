// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A module that reads its line byte by byte, in order: it stalls for a while and then answers all that has come, takes the data
    /// of a send or an upload by their count and commands behind them, and gives an upload up after 5 s of silence.
    /// </summary>
    internal sealed class BusyModule : IScriptedModule
    {
        private const int UploadLimit = 5000;

        private readonly SmallModule _module = new SmallModule();
        private string _unread = string.Empty;
        private int _dataLeft;
        private bool _isUpload;
        private long _lastByteAt;
        private long _stallsUntil;

        /// <summary>What the peer has got.</summary>
        internal string Sent = string.Empty;

        /// <summary>Says nothing for so long.</summary>
        internal void Stall(int milliseconds)
        {
            _stallsUntil = Session.Time.Now + milliseconds;
            Session.Time.StartThread(GoOn);
        }

        /// <summary>Waits for so many bytes of a file, as an earlier run of the program has left it.</summary>
        internal void AwaitUpload(int bytes)
        {
            _dataLeft = bytes;
            _isUpload = true;
            _lastByteAt = Session.Time.Now;
            Session.Time.StartThread(GiveUploadUp);
        }

        public string Answer(string written)
        {
            _unread += written;
            _lastByteAt = Session.Time.Now;
            return Session.Time.Now < _stallsUntil ? string.Empty : Work();
        }

        private string Work()
        {
            string answer = string.Empty;

            while (_unread.Length > 0)
            {
                if (_dataLeft > 0)
                {
                    int count = _dataLeft < _unread.Length ? _dataLeft : _unread.Length;
                    Sent += _isUpload ? string.Empty : _unread.Substring(0, count);
                    _unread = _unread.Substring(count);
                    _dataLeft -= count;
                    answer += _dataLeft > 0 ? string.Empty : _isUpload ? Session.Answer("+QFUPL: 1,1") : "\r\nSEND OK\r\n";
                    continue;
                }

                int end = _unread.IndexOf('\r');

                if (end < 0)
                {
                    break;
                }

                string line = _unread.Substring(0, end + 1);
                _unread = _unread.Substring(end + 1);

                if (line.IndexOf("AT+QSSLSEND=0,") == 0)
                {
                    _isUpload = false;
                    _dataLeft = int.Parse(line.Substring(14, line.Length - 15));
                    answer += "\r\n> ";
                }
                else
                {
                    // What does not begin with AT is a line that nobody knows.
                    answer += line.IndexOf("AT") == 0 ? _module.Answer(line) : Session.Error;
                }
            }

            return answer;
        }

        private void GoOn()
        {
            Session.Time.Sleep((int)(_stallsUntil - Session.Time.Now));
            Session.Line.Deliver(Work());
        }

        private void GiveUploadUp()
        {
            while (_isUpload && _dataLeft > 0)
            {
                Session.Time.Sleep(100);

                if (Session.Time.Now - _lastByteAt > UploadLimit)
                {
                    _dataLeft = 0;
                    Session.Line.Deliver("\r\n+CME ERROR: 421\r\n");
                }
            }
        }
    }
}
