// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Interleavings.Tests
{
    /// <summary>
    /// A module with settings, twelve sockets and peers that send everything back. It answers at once and in order; nothing of its
    /// own goes wrong, so whatever goes wrong is the driver's.
    /// </summary>
    internal sealed class EchoModule
    {
        private const int EscapeSilence = 1000;
        private const int Longest = 1500;

        private static readonly Encoding s_bytes = Encoding.Latin1;

        private readonly Dictionary<string, string> _settings = new Dictionary<string, string>();
        private readonly Peer[] _peers = new Peer[12];
        private readonly MemoryStream _said = new MemoryStream();
        private readonly StringBuilder _line = new StringBuilder();
        private Peer _sending;
        private Peer _transparent;
        private int _dataLeft;
        private bool _isUpload;
        private bool _echoes = true;
        private long _lastInputAt;

        /// <summary>Gets or sets a value indicating whether it says nothing any more.</summary>
        internal bool IsDead { get; set; }

        /// <summary>Gets how many sockets are open in the module.</summary>
        internal int OpenSockets => Array.FindAll(_peers, each => each != null).Length;

        /// <summary>Gets all command lines, for the tests.</summary>
        internal List<string> Commands { get; } = new List<string>();

        /// <summary>Takes what the driver writes.</summary>
        internal void Take(ReadOnlySpan<byte> bytes, long now)
        {
            bool isQuiet = now - _lastInputAt >= EscapeSilence;
            _lastInputAt = now;

            if (IsDead)
            {
                return;
            }

            if (_transparent != null && isQuiet && bytes.SequenceEqual(s_bytes.GetBytes("+++")))
            {
                _transparent.Mode = 0;
                _transparent = null;
                Say("\r\nOK\r\n");
                return;
            }

            foreach (byte value in bytes)
            {
                Take(value);
            }

            FlushTransparent();
        }

        /// <summary>Gives what it has said since this was called last.</summary>
        internal byte[] TakeSaid()
        {
            byte[] said = _said.ToArray();
            _said.SetLength(0);
            return said;
        }

        /// <summary>The peer of a socket says something.</summary>
        internal void PeerSays(int id, string text)
        {
            if (_peers[id] != null)
            {
                Receive(_peers[id], s_bytes.GetBytes(text));
                FlushTransparent();
            }
        }

        /// <summary>The peer of a socket closes the connection.</summary>
        internal void PeerCloses(int id)
        {
            Peer peer = _peers[id];

            if (peer == null)
            {
                return;
            }

            peer.IsClosed = true;

            if (peer == _transparent)
            {
                _transparent = null;
                peer.Mode = 0;
                Say("\r\nNO CARRIER\r\n");
            }
            else
            {
                Say($"\r\n+QSSLURC: \"closed\",{id}\r\n");
            }
        }

        /// <summary>It starts anew.</summary>
        internal void Restart()
        {
            Array.Clear(_peers, 0, _peers.Length);
            _settings.Clear();
            _transparent = null;
            _dataLeft = 0;
            _echoes = true;
            _line.Clear();
            Say("\r\nRDY\r\n\r\nAPP RDY\r\n");
        }

        /// <summary>It says something unasked.</summary>
        internal void Say(string text)
        {
            _said.Write(s_bytes.GetBytes(text));
        }

        private void Take(byte value)
        {
            if (_transparent != null)
            {
                _transparent.Unsent.WriteByte(value);
            }
            else if (_dataLeft > 0)
            {
                TakeData(value);
            }
            else if (value == (byte)'\r')
            {
                string line = _line.ToString();
                _line.Clear();

                if (_echoes)
                {
                    Say(line + "\r");
                }

                if (line.StartsWith("AT", StringComparison.Ordinal))
                {
                    Commands.Add(line);
                    Execute(line.Substring(2));
                }
                else if (line.Length > 0)
                {
                    Say("\r\nERROR\r\n");
                }
            }
            else if (value != (byte)'\n')
            {
                _line.Append((char)value);
            }
        }

        private void TakeData(byte value)
        {
            _sending?.Unsent.WriteByte(value);

            if (--_dataLeft > 0)
            {
                return;
            }

            Say(_isUpload ? "\r\n+QFUPL: 1,1\r\n\r\nOK\r\n" : "\r\nSEND OK\r\n");

            if (_sending != null)
            {
                Receive(_sending, _sending.TakeUnsent());
            }
        }

        private void FlushTransparent()
        {
            if (_transparent != null && _transparent.Unsent.Length > 0)
            {
                Receive(_transparent, _transparent.TakeUnsent());
            }
        }

        // From the peer.
        private void Receive(Peer peer, byte[] bytes)
        {
            if (peer == _transparent)
            {
                _said.Write(bytes);
            }
            else if (peer.Mode == 1)
            {
                Say($"\r\n+QSSLURC: \"recv\",{peer.Id},{bytes.Length}\r\n");
                _said.Write(bytes);
            }
            else
            {
                peer.Unread.AddRange(bytes);

                if (!peer.IsAnnounced)
                {
                    peer.IsAnnounced = true;
                    Say($"\r\n+QSSLURC: \"recv\",{peer.Id}\r\n");
                }
            }
        }

        private void Execute(string command)
        {
            string[] parts = command.Split('=', 2);
            string[] values = parts.Length == 1 ? Array.Empty<string>() : parts[1].Split(',');

            switch (parts[0])
            {
                case "E0":
                    _echoes = false;
                    break;

                case "O":
                    Say("\r\nERROR\r\n");
                    return;

                case "+CCLK?":
                    Say("\r\n+CCLK: \"26/11/24,09:14:02+00\"\r\n");
                    break;

                case "+QLTS":
                    Say("\r\n+QLTS: \"2026/11/24,09:14:02+00,0\"\r\n");
                    break;

                case "+QIACT?":
                    Say("\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n");
                    break;

                case "+QURCCFG":
                    Say("\r\n+QURCCFG: \"urcport\",\"uart1\"\r\n");
                    break;

                case "+QIGETERROR":
                    Say("\r\n+QIGETERROR: 551,operation not supported\r\n");
                    break;

                case "+QSSLCFG":
                    Configure(values);
                    return;

                case "+QSSLOPEN":
                    Open(int.Parse(values[2], CultureInfo.InvariantCulture), int.Parse(values[5], CultureInfo.InvariantCulture));
                    return;

                case "+QSSLSTATE":
                    foreach (Peer peer in _peers)
                    {
                        if (peer != null && (values.Length == 0 || peer.Id.ToString(CultureInfo.InvariantCulture) == values[0]))
                        {
                            Say($"\r\n+QSSLSTATE: {peer.Id},\"SSLClient\",\"192.0.2.1\",443,0,{(peer.IsClosed ? 4 : 2)},1,{peer.Id},{peer.Mode},\"uart1\",0\r\n");
                        }
                    }

                    break;

                case "+QSSLSEND":
                    Send(int.Parse(values[0], CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture));
                    return;

                case "+QSSLRECV":
                    Hand(int.Parse(values[0], CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture));
                    return;

                case "+QSSLCLOSE":
                    _peers[int.Parse(values[0], CultureInfo.InvariantCulture)] = null;
                    break;

                case "+QISWTMD":
                    Switch(int.Parse(values[0], CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture));
                    return;

                case "+QFUPL":
                    _sending = null;
                    _isUpload = true;
                    _dataLeft = int.Parse(values[1], CultureInfo.InvariantCulture);
                    Say("\r\nCONNECT\r\n");
                    return;
            }

            Say("\r\nOK\r\n");
        }

        private void Configure(string[] values)
        {
            string key = values[0] + values[1];

            if (values.Length == 2)
            {
                string value = _settings.GetValueOrDefault(key, values[0] == "\"cacert\"" ? "\"\"" : "0");
                Say($"\r\n+QSSLCFG: {values[0]},{values[1]},{value}\r\n");
            }
            else
            {
                _settings[key] = values[2];
            }

            Say("\r\nOK\r\n");
        }

        private void Open(int id, int mode)
        {
            if (_peers[id] != null)
            {
                Say(mode == 2 ? "\r\n+CME ERROR: 563\r\n" : $"\r\nOK\r\n\r\n+QSSLOPEN: {id},563\r\n");
                return;
            }

            _peers[id] = new Peer(id, mode);
            _transparent = mode == 2 ? _peers[id] : null;
            Say(mode == 2 ? "\r\nCONNECT\r\n" : $"\r\nOK\r\n\r\n+QSSLOPEN: {id},0\r\n");
        }

        private void Send(int id, int count)
        {
            if (_peers[id] == null || _peers[id].IsClosed)
            {
                Say("\r\nERROR\r\n");
                return;
            }

            _isUpload = false;
            _sending = _peers[id];
            _dataLeft = count;
            Say("\r\n> ");
        }

        private void Hand(int id, int count)
        {
            Peer peer = _peers[id];

            if (peer == null)
            {
                Say("\r\nERROR\r\n");
                return;
            }

            int size = Math.Min(Math.Min(count, Longest), peer.Unread.Count);
            Say($"\r\n+QSSLRECV: {size}\r\n");
            _said.Write(peer.Unread.GetRange(0, size).ToArray());
            peer.Unread.RemoveRange(0, size);
            peer.IsAnnounced &= peer.Unread.Count > 0;
            Say(size > 0 ? "\r\n\r\nOK\r\n" : "\r\nOK\r\n");
        }

        private void Switch(int id, int mode)
        {
            Peer peer = _peers[id];

            if (peer == null || peer.IsClosed)
            {
                Say("\r\nERROR\r\n");
                return;
            }

            peer.Mode = mode;
            _transparent = mode == 2 ? peer : null;
            Say(mode == 2 ? "\r\nCONNECT\r\n" : "\r\nOK\r\n");

            if (mode != 0 && peer.Unread.Count > 0)
            {
                byte[] unread = peer.Unread.ToArray();
                peer.Unread.Clear();
                peer.IsAnnounced = false;
                Receive(peer, unread);
            }
        }

        private sealed class Peer
        {
            internal readonly int Id;
            internal readonly MemoryStream Unsent = new MemoryStream();
            internal readonly List<byte> Unread = new List<byte>();
            internal int Mode;
            internal bool IsAnnounced;
            internal bool IsClosed;

            internal Peer(int id, int mode)
            {
                Id = id;
                Mode = mode;
            }

            internal byte[] TakeUnsent()
            {
                byte[] bytes = Unsent.ToArray();
                Unsent.SetLength(0);
                return bytes;
            }
        }
    }
}
