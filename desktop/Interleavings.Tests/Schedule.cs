// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Interleavings.Tests
{
    /// <summary>
    /// Which of the threads that can go on does: the one that stands first in an order. At some points, the departures, the first of them
    /// goes to the end of the order, so that another goes on in its place and it itself only when no other can.
    /// </summary>
    internal sealed class Schedule
    {
        private readonly int[] _departures;
        private int _next;

        internal Schedule(int order, params int[] departures)
        {
            Order = order;
            _departures = departures;
        }

        /// <summary>Gets the number of the order at first: by half of it which thread is out of turn, by the rest if first or last.</summary>
        internal int Order { get; }

        /// <summary>Gets the departures.</summary>
        internal IReadOnlyList<int> Departures => _departures;

        /// <summary>Gets how many points the run has had.</summary>
        internal int Points { get; private set; }

        /// <summary>Reads what <see cref="ToString"/> has written.</summary>
        internal static Schedule Parse(string text)
        {
            int[] numbers = text.Split(' ').Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray();
            return new Schedule(numbers[0], numbers.Skip(1).ToArray());
        }

        /// <summary>The next point: says whether it is a departure.</summary>
        internal bool Departs()
        {
            int point = Points++;

            if (_next < _departures.Length && _departures[_next] == point)
            {
                _next++;
                return true;
            }

            return false;
        }

        public override string ToString()
        {
            return string.Join(' ', new[] { Order }.Concat(_departures));
        }
    }
}
