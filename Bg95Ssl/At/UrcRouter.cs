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
        private UrcRoute[] _routes = new UrcRoute[0];

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
        internal bool Route(AtFieldReader line)
        {
            UrcRoute[] routes = _routes;
            long word = line.FirstWord;
            bool isTaken = false;

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
