// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Cellular
{
    /// <summary>
    /// Which networks the module searches for (module facts 15): the fewer technologies and bands, the shorter the search. What is not set
    /// stays as it is. The module keeps the settings over a restart.
    /// </summary>
    public sealed class RadioChoice
    {
        private const int MostDigits = 24;
        private const int ShortestOperator = 5;
        private const int LongestOperator = 6;

        private RadioTechnology[] _technologies;
        private string _gsmBands;
        private string _lteMBands;
        private string _nbIotBands;
        private string _operator;

        /// <summary>
        /// Gets or sets the technologies that may be used, in the order in which they are searched; <see langword="null"/>, the default, to
        /// leave them as they are. A module with the ALT1250 chip has no GSM. The array is not copied.
        /// </summary>
        /// <exception cref="ArgumentException">The array is empty, or has a technology twice or one that is not known.</exception>
        public RadioTechnology[] Technologies
        {
            get => _technologies;

            set
            {
                int seen = 0;

                for (int i = 0; value != null && (i < value.Length || i == 0); i++)
                {
                    int technology = i < value.Length ? (int)value[i] : 0;

                    if (technology < (int)RadioTechnology.Gsm || technology > (int)RadioTechnology.NbIot || (seen & (1 << technology)) != 0)
                    {
                        throw new ArgumentException(nameof(value) + ": each technology once at most");
                    }

                    seen |= 1 << technology;
                }

                _technologies = value;
            }
        }

        /// <summary>
        /// Gets or sets the bands of GSM as a mask in hexadecimal without <c>0x</c>, such as <c>F</c>; <see langword="null"/>, the default, to leave
        /// them as they are.
        /// </summary>
        /// <exception cref="ArgumentException">It is not 1 to 24 hexadecimal digits.</exception>
        public string GsmBands
        {
            get => _gsmBands;
            set => _gsmBands = Checked(value, nameof(value));
        }

        /// <summary>
        /// Gets or sets the bands of LTE-M as a mask in hexadecimal without <c>0x</c>; the lowest bit is band 1, so <c>80084</c> is the bands 3,
        /// 8 and 20. <see langword="null"/>, the default, to leave them as they are.
        /// </summary>
        /// <exception cref="ArgumentException">It is not 1 to 24 hexadecimal digits.</exception>
        public string LteMBands
        {
            get => _lteMBands;
            set => _lteMBands = Checked(value, nameof(value));
        }

        /// <summary>
        /// Gets or sets the bands of NB-IoT as a mask in hexadecimal without <c>0x</c>; the lowest bit is band 1. <see langword="null"/>, the
        /// default, to leave them as they are.
        /// </summary>
        /// <exception cref="ArgumentException">It is not 1 to 24 hexadecimal digits.</exception>
        public string NbIotBands
        {
            get => _nbIotBands;
            set => _nbIotBands = Checked(value, nameof(value));
        }

        /// <summary>
        /// Gets or sets the operator's number, 5 or 6 digits, such as <c>24701</c>; empty to let the module choose; <see langword="null"/>, the
        /// default, to leave it as it is. With <see langword="null"/> a module that was told to use no operator chooses one.
        /// </summary>
        /// <exception cref="ArgumentException">It is neither empty nor 5 or 6 digits.</exception>
        public string Operator
        {
            get => _operator;

            set
            {
                if (value != null && value.Length > 0)
                {
                    Question.CheckDigits(value, nameof(value), ShortestOperator, LongestOperator, 10);
                }

                _operator = value;
            }
        }

        private static string Checked(string bands, string parameter)
        {
            if (bands != null)
            {
                Question.CheckDigits(bands, parameter, 1, MostDigits, 16);
            }

            return bands;
        }
    }
}
