// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Knows who takes a line that comes without being asked, by what it begins with. The library's own parts and the program's handlers use
    /// the same door; a line goes to all whose prefix it has.
    /// </summary>
    /// <remarks>
    /// The prefixes of the parts that every modem has are known here: an entry of the list takes 84 bytes of the device's heap.
    /// </remarks>
    internal sealed class UrcRouter
    {
        private const string PortName = "urcport";
        private const int MostPortAttempts = 3;

        // How lines begin that the library's own parts take, as numbers, the first letter lowest.
        private const long SocketWord = 0x4352554C5353512B; // +QSSLURC
        private const long OpenResultWord = 0x45504F4C5353512B; // +QSSLOPE
        private const long IpWord = 0x203A43525549512B; // +QIURC: and a blank
        private const int SocketNameLength = 8;
        private const int OpenResultNameLength = 9;
        private const int IpNameLength = 6;

        /// <summary>Takes what the module says of its sockets: <c>+QSSLURC: </c>.</summary>
        internal ILineListener SocketUrcs;

        /// <summary>
        /// Takes results of openings, <c>+QSSLOPEN: </c>: without being asked ones, and one that comes before the OK and looks like the
        /// command's own line.
        /// </summary>
        internal ILineListener OpenResults;

        /// <summary>Takes what the module says of its PDP contexts: <c>+QIURC: </c>.</summary>
        internal ILineListener IpUrcs;

        // Who else takes lines; null until there is one.
        private UrcRoute[] _routes;

        /// <summary>Gets or sets the module's port that URCs are to go to; <see langword="null"/> to leave the module as it is.</summary>
        internal string Port = Bg95Modem.Uart;

        /// <summary>Makes URCs go to <see cref="Port"/> if the module sends them to another one. The caller uses the line.</summary>
        /// <remarks>
        /// A byte that the line loses here would cost every URC from now on, and nothing would tell: so it is read back, and a refusal is not
        /// believed at once.
        /// </remarks>
        /// <param name="channel">The line.</param>
        /// <param name="wasOther">Whether URCs went to another port until now.</param>
        internal Bg95Error ConfirmPort(AtChannel channel, out bool wasOther)
        {
            const string Name = "AT+QURCCFG";

            // The program may set another one meanwhile.
            string port = Port;
            Bg95Error error = Bg95Error.Success;
            wasOther = false;

            for (int i = 0; i < MostPortAttempts && port != null; i++)
            {
                channel.Command.Start(Name).AddQuoted(PortName);
                error = channel.Run(AtChannel.ShortLimit);
                string text = error == Bg95Error.Success ? channel.Running.AnswerText : null;

                if (text != null)
                {
                    if (text.ToLower().IndexOf("," + port.ToLower()) >= 0)
                    {
                        return Bg95Error.Success;
                    }

                    wasOther = true;
                    channel.Command.Start(Name).AddQuoted(PortName).AddQuoted(port);
                    error = channel.Run(AtChannel.ShortLimit);
                }

                if (error != Bg95Error.Success && !ErrorMeaning.IsRefusal(error))
                {
                    break;
                }
            }

            // A module that does not know the command is left alone; some have other names for their ports (module facts 9).
            return ErrorMeaning.IsRefusal(error) ? Bg95Error.Success : error;
        }

        /// <summary>Adds who takes the lines that begin with a prefix. May be called while lines are routed.</summary>
        internal void Add(string prefix, ILineListener listener)
        {
            lock (this)
            {
                int count = _routes == null ? 0 : _routes.Length;
                UrcRoute[] routes = new UrcRoute[count + 1];

                if (count > 0)
                {
                    Array.Copy(_routes, 0, routes, 0, count);
                }

                routes[count] = new UrcRoute(prefix, listener);
                _routes = routes;
            }
        }

        /// <summary>Takes away a handler of the program, each time that it was added with this prefix.</summary>
        internal void Remove(string prefix, UrcHandler handler)
        {
            lock (this)
            {
                if (_routes == null)
                {
                    return;
                }

                int kept = 0;
                UrcRoute[] routes = new UrcRoute[_routes.Length];

                foreach (UrcRoute route in _routes)
                {
                    if (route.Listener is UrcSubscription subscription && route.Prefix == prefix && subscription.IsFor(handler))
                    {
                        subscription.Cancel();
                    }
                    else
                    {
                        routes[kept++] = route;
                    }
                }

                UrcRoute[] keptRoutes = new UrcRoute[kept];
                Array.Copy(routes, 0, keptRoutes, 0, kept);
                _routes = kept == 0 ? null : keptRoutes;
            }
        }

        /// <summary>Calls the program's handlers with the lines that wait for them. The event thread.</summary>
        [OwnFrame]
        internal void RaisePending()
        {
            UrcRoute[] routes = _routes;

            for (int i = 0; routes != null && i < routes.Length; i++)
            {
                (routes[i].Listener as UrcSubscription)?.RaisePending();
            }
        }

        /// <summary>The program has closed the modem: no line waits any more.</summary>
        internal void ForgetPending()
        {
            UrcRoute[] routes = _routes;

            for (int i = 0; routes != null && i < routes.Length; i++)
            {
                (routes[i].Listener as UrcSubscription)?.Forget();
            }
        }

        /// <summary>Hands a line over; says whether anybody has taken it.</summary>
        /// <param name="line">The line.</param>
        /// <param name="isOurs">Whether a part of the library has taken it, and not only handlers of the program.</param>
        internal bool Route(AtFieldReader line, out bool isOurs)
        {
            UrcRoute[] routes = _routes;
            long word = line.FirstWord;
            isOurs = TryRouteToPart(line, word);
            bool isTaken = isOurs;

            for (int i = 0; routes != null && i < routes.Length; i++)
            {
                UrcRoute route = routes[i];

                if ((word & route.Mask) == route.Word)
                {
                    line.Restart();

                    if (line.PassPrefix(route.Prefix, 0))
                    {
                        route.Listener.OnLine(line);
                        isTaken = true;
                        isOurs |= !(route.Listener is UrcSubscription);
                    }
                }
            }

            return isTaken;
        }

        private bool TryRouteToPart(AtFieldReader line, long word)
        {
            ILineListener part = null;
            int nameLength = 0;

            if (word == SocketWord)
            {
                part = SocketUrcs;
                nameLength = SocketNameLength;
            }
            else if (word == OpenResultWord && line.ByteAt(OpenResultNameLength - 1) == 'N')
            {
                part = OpenResults;
                nameLength = OpenResultNameLength;
            }
            else if (word == IpWord)
            {
                part = IpUrcs;
                nameLength = IpNameLength;
            }

            if (part == null || line.ByteAt(nameLength) != ':' || line.ByteAt(nameLength + 1) != ' ')
            {
                return false;
            }

            line.MoveTo(nameLength + 1);
            part.OnLine(line);
            return true;
        }

        private sealed class UrcRoute
        {
            private const int WordSize = 8;

            internal UrcRoute(string prefix, ILineListener listener)
            {
                Prefix = prefix;
                Listener = listener;

                for (int i = 0; i < prefix.Length && i < WordSize; i++)
                {
                    Word |= (long)prefix[i] << (i * WordSize);
                    Mask |= 0xFFL << (i * WordSize);
                }
            }

            internal readonly string Prefix;

            internal readonly ILineListener Listener;

            /// <summary>Gets the first eight bytes of the prefix, the first lowest: most lines differ in them.</summary>
            internal readonly long Word;

            internal readonly long Mask;
        }
    }
}
