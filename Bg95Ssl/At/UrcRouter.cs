// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Knows who takes a line that comes without being asked, by what it begins with. The library's own parts and the program's handlers use
    /// the same door; a line goes to all whose prefix it has.
    /// </summary>
    internal sealed class UrcRouter
    {
        private const string PortName = "urcport";
        private const int MostPortAttempts = 3;

        private UrcRoute[] _routes = new UrcRoute[0];

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
                UrcRoute[] routes = new UrcRoute[_routes.Length + 1];
                Array.Copy(_routes, 0, routes, 0, _routes.Length);
                routes[_routes.Length] = new UrcRoute(prefix, listener);
                _routes = routes;
            }
        }

        /// <summary>Takes away what <see cref="Add"/> has added.</summary>
        internal void Remove(ILineListener listener)
        {
            lock (this)
            {
                int kept = 0;

                foreach (UrcRoute route in _routes)
                {
                    kept += route.Listener == listener ? 0 : 1;
                }

                UrcRoute[] routes = new UrcRoute[kept];
                kept = 0;

                foreach (UrcRoute route in _routes)
                {
                    if (route.Listener != listener)
                    {
                        routes[kept++] = route;
                    }
                }

                _routes = routes;
            }
        }

        /// <summary>Hands a line over; says whether anybody has taken it.</summary>
        /// <param name="line">The line.</param>
        /// <param name="isOurs">Whether a part of the library has taken it, and not only handlers of the program.</param>
        internal bool Route(AtFieldReader line, out bool isOurs)
        {
            UrcRoute[] routes = _routes;
            long word = line.FirstWord;
            bool isTaken = false;
            isOurs = false;

            for (int i = 0; i < routes.Length; i++)
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
