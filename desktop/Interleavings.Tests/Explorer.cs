// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Sdk;

namespace Interleavings.Tests
{
    /// <summary>
    /// Runs a scene under many schedules: in every order without a departure and with every single one that there can be; then with
    /// several that are drawn by lot.
    /// </summary>
    /// <remarks>
    /// INTERLEAVINGS_DEPARTURES, 1 unless told otherwise, says how many at a time are tried in all ways. INTERLEAVINGS_FACTOR, a number, runs so many times as many of those that are drawn. INTERLEAVINGS_SCHEDULE, what a
    /// failure prints, runs that schedule alone.
    /// </remarks>
    internal static class Explorer
    {
        private const int DrawnByLot = 200;
        private const int MostAtOnce = 5;

        /// <summary>Runs a scene.</summary>
        /// <param name="scene">Sets the scene, lets its threads go, and checks what has come of it.</param>
        internal static void Explore(Action<Scheduler> scene)
        {
            int complete = NumberFrom("INTERLEAVINGS_DEPARTURES");
            string one = Environment.GetEnvironmentVariable("INTERLEAVINGS_SCHEDULE");

            if (!string.IsNullOrEmpty(one))
            {
                Run(scene, Schedule.Parse(one), true);
                return;
            }

            Stopwatch watch = Stopwatch.StartNew();
            List<int> pointsOf = new List<int>();
            int tried = 0;

            for (int order = 0; order < Scheduler.CountOrders(scene); order++)
            {
                Stack<Schedule> toTry = new Stack<Schedule>();
                toTry.Push(new Schedule(order));

                while (toTry.Count > 0)
                {
                    Schedule schedule = toTry.Pop();
                    Try(scene, schedule);
                    tried++;

                    if (schedule.Departures.Count == 0)
                    {
                        pointsOf.Add(schedule.Points);
                    }

                    if (schedule.Departures.Count < complete)
                    {
                        AddFollowers(schedule, toTry);
                    }
                }
            }

            int all = tried;
            int factor = NumberFrom("INTERLEAVINGS_FACTOR");
            Random random = new Random(all);

            for (int i = 0; i < DrawnByLot * factor; i++, tried++)
            {
                int order = random.Next(pointsOf.Count);
                Try(scene, Draw(random, order, pointsOf[order], random.Next(2, MostAtOnce + 1)));
            }

            string report = $"{tried} schedules of up to {pointsOf.Max()} points: all {all} with {complete} departures from {pointsOf.Count} orders, "
                + $"{tried - all} by lot with up to {MostAtOnce}; {watch.Elapsed.TotalSeconds:0.0} s";
            TestContext.Current.TestOutputHelper.WriteLine(report);
        }

        private static int NumberFrom(string variable)
        {
            return int.Parse(Environment.GetEnvironmentVariable(variable) ?? "1", CultureInfo.InvariantCulture);
        }

        private static void Try(Action<Scheduler> scene, Schedule schedule)
        {
            try
            {
                Run(scene, schedule, false);
            }
            catch (Exception)
            {
                // Once more, with every step written down.
                Run(scene, Schedule.Parse(schedule.ToString()), true);
                throw new XunitException($"schedule {schedule} fails, and does not when it is run again");
            }
        }

        private static void Run(Action<Scheduler> scene, Schedule schedule, bool keepsTrace)
        {
            Scheduler scheduler = new Scheduler(schedule, keepsTrace);

            try
            {
                scene(scheduler);
            }
            catch (Exception e)
            {
                throw new XunitException($"INTERLEAVINGS_SCHEDULE=\"{schedule}\"\n{e}\n{scheduler.Tell()}");
            }
        }

        private static void AddFollowers(Schedule schedule, Stack<Schedule> toTry)
        {
            int from = schedule.Departures.Count == 0 ? 0 : schedule.Departures[schedule.Departures.Count - 1] + 1;

            for (int point = from; point < schedule.Points; point++)
            {
                toTry.Push(new Schedule(schedule.Order, schedule.Departures.Append(point).ToArray()));
            }
        }

        private static Schedule Draw(Random random, int order, int points, int count)
        {
            SortedSet<int> departures = new SortedSet<int>();

            while (departures.Count < count && departures.Count < points)
            {
                departures.Add(random.Next(points));
            }

            return new Schedule(order, departures.ToArray());
        }
    }
}
