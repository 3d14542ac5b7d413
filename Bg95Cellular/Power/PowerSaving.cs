// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>
    /// Power saving mode (PSM) and eDRX, with times in seconds (module facts 18). The network decides what it grants: ask for the granted times
    /// once the module is registered.
    /// </summary>
    /// <remarks>
    /// In power saving mode the module is off. <see cref="Bg95Modem.PoweredDown"/> is raised if the module tells; sockets and settings are
    /// gone; <see cref="ModulePower.TurnOn"/> starts the module again. With eDRX sockets stay open, but an answer can take as long as the cycle, so
    /// time limits must be longer. Any thread may call the methods.
    /// </remarks>
    public sealed class PowerSaving
    {
        /// <summary>Longest time that the module can sleep between two reports to the network, in seconds: 413 days.</summary>
        public const int MostUpdateSeconds = MostSteps * 1152000;

        /// <summary>Longest time that the module can stay reachable before it sleeps, in seconds: 31 minutes.</summary>
        public const int MostActiveSeconds = MostSteps * 60;

        /// <summary>Longest eDRX cycle, in seconds: nearly 3 hours.</summary>
        public const int MostCycleSeconds = 10485;

        // Five bits of steps, three of the unit.
        private const int MostSteps = 31;
        private const int StepBits = 5;
        private const int TimerBits = 8;
        private const int CycleBits = 4;
        private const int LastCycle = 15;

        private readonly Bg95Modem _modem;

        /// <summary>Initializes a new instance of the <see cref="PowerSaving"/> class. Nothing is sent.</summary>
        /// <param name="modem">The modem.</param>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        public PowerSaving(Bg95Modem modem)
        {
            _modem = modem ?? throw new ArgumentNullException(nameof(modem));
        }

        /// <summary>
        /// Switches off power saving mode and eDRX (<c>AT+CPSMS=0</c>, <c>AT+CEDRXS=0</c>): some modules enter power saving mode without being
        /// asked. A refusal by the module is ignored. Blocks up to 40 s.
        /// </summary>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public void SwitchOff()
        {
            Question.TryRun(_modem, "AT+CPSMS=0", Question.ShortLimit);
            Question.TryRun(_modem, "AT+CEDRXS=0", Question.ShortLimit);
        }

        /// <summary>Asks the network for power saving mode (<c>AT+CPSMS=1</c>). Blocks up to 40 s.</summary>
        /// <param name="updateSeconds">
        /// How long the module may sleep, in seconds, 1 to 35,712,000; rounded up to the next value that the protocol has.
        /// </param>
        /// <param name="activeSeconds">
        /// How long the module stays reachable before it sleeps, in seconds, 1 to 1860; rounded up to the next value that the protocol has.
        /// </param>
        /// <returns>The times that were asked for, rounded; a new object.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A time is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public PsmTimers RequestPsm(int updateSeconds, int activeSeconds)
        {
            Question.CheckRange(updateSeconds, nameof(updateSeconds), 1, MostUpdateSeconds);
            Question.CheckRange(activeSeconds, nameof(activeSeconds), 1, MostActiveSeconds);
            int unit = 0;

            while (updateSeconds > MostSteps * UpdateUnit(unit))
            {
                unit++;
            }

            int update = Encode(ref updateSeconds, UpdateUnit(unit), unit < 3 ? unit + 3 : unit < 6 ? unit - 3 : unit);

            // Seconds or minutes. Documents disagree about the third unit.
            bool isLong = activeSeconds > MostSteps * 2;
            int active = Encode(ref activeSeconds, isLong ? 60 : 2, isLong ? 1 : 0);

            // So that the module says PSM POWER DOWN.
            Question.TryRun(_modem, "AT+QCFG=\"psm/urc\",1", Question.ShortLimit);
            Question.Ask(_modem, "AT+CPSMS=1,,," + Bits(update, TimerBits) + "," + Bits(active, TimerBits));
            return new PsmTimers(updateSeconds, activeSeconds);
        }

        /// <summary>Asks which times of power saving mode the network has granted (<c>AT+QPSMS?</c>). Blocks up to 20 s.</summary>
        /// <returns>The times; a new object. <see langword="null"/> if power saving mode is off or not granted.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public PsmTimers GetGrantedPsm()
        {
            AtFields fields = Question.Find(Question.Ask(_modem, "AT+QPSMS?"), "+QPSMS:");

            return fields != null && fields.Number(0, 0) == 1 && fields.TryNumber(3, out int update) && fields.TryNumber(4, out int active)
                ? new PsmTimers(update, active) : null;
        }

        /// <summary>Asks the network for eDRX (<c>AT+CEDRXS=1</c>). Blocks up to 20 s.</summary>
        /// <param name="technology"><see cref="RadioTechnology.LteM"/> or <see cref="RadioTechnology.NbIot"/>.</param>
        /// <param name="cycleSeconds">
        /// How long the module may be out of reach at a time, in seconds, 1 to 10,485; rounded up to the next value that the protocol has.
        /// </param>
        /// <returns>The cycle that was asked for, in seconds, rounded up to whole seconds.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int RequestEdrx(RadioTechnology technology, int cycleSeconds)
        {
            Question.CheckRange((int)technology, nameof(technology), (int)RadioTechnology.LteM, (int)RadioTechnology.NbIot);
            Question.CheckRange(cycleSeconds, nameof(cycleSeconds), 1, MostCycleSeconds);
            int cycle = 0;

            while (CycleHundredths(cycle) < cycleSeconds * 100)
            {
                cycle++;
            }

            // 4 is LTE-M, 5 NB-IoT.
            Question.Ask(_modem, "AT+CEDRXS=1," + ((int)technology + 2).ToString() + "," + Bits(cycle, CycleBits));
            return CycleSeconds(cycle);
        }

        /// <summary>Asks which eDRX cycle the network uses (<c>AT+CEDRXRDP</c>). Blocks up to 20 s.</summary>
        /// <returns>The cycle in seconds, rounded up to whole seconds; 0 if eDRX is off or not granted.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetGrantedEdrx()
        {
            AtFields fields = Question.Find(Question.Ask(_modem, "AT+CEDRXRDP"), "+CEDRXRDP:");

            if (fields == null || fields.Number(0, 0) == 0)
            {
                return 0;
            }

            string bits = fields.Text(2);
            int cycle = bits.Length == CycleBits ? 0 : LastCycle + 1;

            for (int i = 0; i < bits.Length; i++)
            {
                cycle = bits[i] == '0' ? cycle * 2 : bits[i] == '1' ? (cycle * 2) + 1 : LastCycle + 1;
            }

            return cycle > LastCycle ? 0 : CycleSeconds(cycle);
        }

        // Units of T3412 in seconds, the finest first: their codes are 3, 4, 5, 0, 1, 2, 6. Each is a multiple of the one before, so the
        // first that reaches as far rounds least.
        private static int UpdateUnit(int index)
        {
            switch (index)
            {
                case 0: return 2;
                case 1: return 30;
                case 2: return 60;
                case 3: return 600;
                case 4: return 3600;
                case 5: return 36000;
                default: return 1152000;
            }
        }

        private static int Encode(ref int seconds, int unit, int code)
        {
            int steps = (seconds + unit - 1) / unit;
            seconds = steps * unit;
            return (code << StepBits) | steps;
        }

        private static string Bits(int value, int count)
        {
            string bits = "\"";

            for (int i = count - 1; i >= 0; i--)
            {
                bits += (value & (1 << i)) != 0 ? "1" : "0";
            }

            return bits + "\"";
        }

        // 5.12 s for 0, up to 10485.76 s for 15.
        private static int CycleHundredths(int cycle)
        {
            return 512 * (cycle < 3 ? 1 << cycle : cycle < 9 ? 8 + (4 * (cycle - 3)) : 32 << (cycle - 9));
        }

        private static int CycleSeconds(int cycle)
        {
            return (CycleHundredths(cycle) + 99) / 100;
        }
    }
}
