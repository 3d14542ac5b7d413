// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>What the module is (<c>ATI</c>, <c>AT+QGMR</c>, <c>AT+GSN</c>; module facts 11). Immutable.</summary>
    public sealed class ModuleInfo
    {
        private const string RevisionName = "Revision:";

        private ModuleInfo(string manufacturer, string model, string revision, string imei)
        {
            Manufacturer = manufacturer;
            Model = model;
            Revision = revision;
            Imei = imei;
        }

        /// <summary>Gets the manufacturer, such as <c>Quectel</c>; empty if the module does not say.</summary>
        public string Manufacturer { get; }

        /// <summary>Gets the model, such as <c>BG95-M3</c>; empty if the module does not say.</summary>
        public string Model { get; }

        /// <summary>Gets the firmware version, such as <c>BG95M3LAR02A03_01.012.01.012</c>; empty if the module does not say.</summary>
        public string Revision { get; }

        /// <summary>Gets the module's serial number (IMEI), 15 digits; empty if the module does not say.</summary>
        public string Imei { get; }

        /// <summary>Gets which chip is in the module, which follows from the model.</summary>
        public ModuleFamily Family => FamilyOf(Model);

        /// <summary>Asks the module what it is. Blocks up to 60 s; allocates the object and its strings.</summary>
        /// <param name="modem">The modem, which must be open.</param>
        /// <returns>What the module says. What it refuses to tell is empty.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public static ModuleInfo Read(Bg95Modem modem)
        {
            if (modem == null)
            {
                throw new ArgumentNullException(nameof(modem));
            }

            string manufacturer = string.Empty;
            string model = string.Empty;
            string revision = string.Empty;

            foreach (string line in LinesOf(modem, "ATI"))
            {
                if (line.IndexOf(RevisionName) == 0)
                {
                    revision = line.Substring(RevisionName.Length).Trim();
                }
                else if (manufacturer.Length == 0)
                {
                    manufacturer = line;
                }
                else
                {
                    model = line;
                }
            }

            // The whole name of the firmware.
            string[] lines = LinesOf(modem, "AT+QGMR");
            return new ModuleInfo(
                manufacturer, model, lines.Length > 0 ? lines[0] : revision, Question.FindDigits(LinesOf(modem, "AT+GSN")));
        }

        // BG951A-GL, BG770A-GL and their like have three digits and an A; BG95-M3, BG77 and BG600L-M3 have not.
        private static ModuleFamily FamilyOf(string model)
        {
            const int LetterIndex = 5;

            return model.IndexOf("BG") != 0 ? ModuleFamily.Unknown
                : model.Length > LetterIndex && model[LetterIndex] == 'A' ? ModuleFamily.Alt1250
                : ModuleFamily.Qualcomm;
        }

        private static string[] LinesOf(Bg95Modem modem, string command)
        {
            return Question.TryAsk(modem, command, Question.ShortLimit) ?? new string[0];
        }
    }
}
