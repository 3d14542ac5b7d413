// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>The settings as the module has them: writes them, reads them back, compares.</content>
    public sealed partial class SslContext : ILineListener
    {
        // A variable: naming a constant string costs the device 12 bytes of heap each time.
        private static readonly string s_configureName = "AT+QSSLCFG";
        private const string SecurityLevelName = "seclevel";

        // The note prints secllevel where modules take seclevel (module facts 1).
        private const string NoteSecurityLevelName = "secllevel";

        // The parameters of AT+QSSLCFG in the order in which they are written; file names are the last three.
        private const int VersionSetting = 0;
        private const int CipherSuiteSetting = 1;
        private const int SecurityLevelSetting = 2;
        private const int SessionSetting = 3;
        private const int ServerNameSetting = 4;
        private const int CheckHostSetting = 5;
        private const int IgnoreLocalTimeSetting = 6;
        private const int NegotiateTimeSetting = 7;
        private const int DtlsSetting = 8;
        private const int DtlsVersionSetting = 9;
        private const int FirstFileSetting = 10;
        private const int SettingCount = 13;
        private const int MostRounds = 3;
        private const int MostReadings = 2;
        private const int NeverConfirmed = -1;

        // Behind AT+QSSLCFG=
        private const int ArgumentIndex = 11;

        private readonly int[] _values = new int[FirstFileSetting];
        private readonly string[] _files = new string[SettingCount - FirstFileSetting];

        // The generation in which all settings were read back as they are here.
        private int _confirmedIn = NeverConfirmed;

        /// <summary>Whether the last connecting has failed before it came to the settings, so that the module need not have them.</summary>
        internal bool HasFailedBeforeSettings;

        // The setting that is being read back.
        private string _readName;
        private string _wantedValue;
        private bool _isFileRead;
        private bool _isReadBackSame;

        /// <summary>
        /// Asks the module for a setting of this context (<c>AT+QSSLCFG</c> without a value, application note 2.1.1). The module may have
        /// other values than this object until <see cref="Connect"/> writes them. Blocks up to 20 s.
        /// </summary>
        /// <param name="name">
        /// <c>sslversion</c>, <c>ciphersuite</c>, <c>seclevel</c>, <c>session</c>, <c>sni</c>, <c>checkhost</c>,
        /// <c>ignorelocaltime</c>, <c>negotiatetime</c>, <c>dtls</c>, <c>dtlsversion</c>, <c>cacert</c>, <c>clientcert</c>,
        /// <c>clientkey</c>, or another setting that the module knows; 1 to 32 characters.
        /// </param>
        /// <returns>The value as the module prints it, without quotes, such as <c>3</c>, <c>0XC02F</c>, <c>UFS:ca.pem</c>; a new string.</returns>
        /// <exception cref="ArgumentException">
        /// The name is <see langword="null"/>, empty, too long or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.SettingNotTaken"/>: the module tells no value. Or the module's own error, if it does not know the name; or the
        /// module does not answer.
        /// </exception>
        public string Query(string name)
        {
            Argument.CheckText(name, nameof(name), 1, 32);
            AtChannel channel = _table.Channel;
            string spelled = SpellingOf(name);
            string text = channel.RunAlone(s_configureName, "=\"" + spelled + "\"," + Id.ToString(), AtChannel.ShortLimit, null);
            channel.ThrowIfFailed(text == null ? Bg95Error.SettingNotTaken : Bg95Error.Success, s_configureName);

            // sslversion,0,3: the name, the context's one digit, the value.
            return text.Length < spelled.Length + 3 ? string.Empty : text.Substring(spelled.Length + 3);
        }

        /// <summary>
        /// Writes the settings if the module may not have them, and reads all of them back. The caller uses the line.
        /// </summary>
        /// <param name="channel">The line.</param>
        /// <param name="name">The setting that has failed.</param>
        /// <param name="generation">The generation in which the module has the settings.</param>
        internal Bg95Error ConfirmSettings(AtChannel channel, out string name, out int generation)
        {
            name = s_configureName;
            generation = 0;

            for (int round = 0; round < MostRounds; round++)
            {
                Bg95Error error = channel.GetInStep();

                if (error != Bg95Error.Success)
                {
                    return error;
                }

                HasFailedBeforeSettings = false;
                generation = channel.Generation.Number;
                bool wasConfirmed = _confirmedIn == generation;

                // All are written before the first is read: a module that starts anew among the writes is found out by what it has lost.
                error = wasConfirmed ? Bg95Error.Success : ForEachSetting(channel, true, out name);
                error = error == Bg95Error.Success ? ForEachSetting(channel, false, out name) : error;

                bool isOfThisGeneration = generation == channel.Generation.Number && !channel.Resynchronizer.IsRequired;
                bool isContradicted = error == Bg95Error.SettingNotTaken || ErrorMeaning.IsRefusal(error);

                if (error == Bg95Error.Success && isOfThisGeneration)
                {
                    _confirmedIn = generation;
                    return Bg95Error.Success;
                }

                if (error == Bg95Error.SettingNotTaken && wasConfirmed && isOfThisGeneration)
                {
                    // The module had them: it has started anew without a word, or someone else has written them.
                    channel.Generation.Rise();
                    channel.Listener.OnLinesLost();
                }
                else if (error != Bg95Error.Success && (isOfThisGeneration || !isContradicted))
                {
                    // What a module says that has started anew meanwhile is no answer to what was written before.
                    return error;
                }
            }

            return Bg95Error.ModuleRestarted;
        }

        /// <summary>Says whether the module has the security level still. The caller uses the line.</summary>
        internal bool IsSecurityLevelConfirmed(AtChannel channel)
        {
            return _values[SecurityLevelSetting] == 0 || ReadSettingBack(channel, SecurityLevelSetting, ValueOf(SecurityLevelSetting)) == Bg95Error.Success;
        }

        /// <summary>Says whether the module has version, suite and level as they are set. The caller uses the line.</summary>
        internal Bg95Error CheckMainSettings(AtChannel channel)
        {
            Bg95Error error = Bg95Error.Success;

            for (int setting = 0; setting <= SecurityLevelSetting && error == Bg95Error.Success; setting++)
            {
                error = ReadSettingBack(channel, setting, ValueOf(setting));
            }

            return error;
        }

        // sslversion,0,3 of +QSSLCFG: "sslversion",0,3
        void ILineListener.OnLine(AtFieldReader fields)
        {
            // As nearly always the answer repeats the question byte for byte.
            AtCommandBuilder command = _table.Channel.Command;

            if (fields.PassBytes(command.Buffer, ArgumentIndex, command.Length - ArgumentIndex)
                || (fields.PassField(_readName) && fields.ReadNumber() == Id))
            {
                _isReadBackSame = _isFileRead ? fields.IsSameFileName(_wantedValue) : fields.IsSameNumber(_wantedValue);
            }
        }

        private Bg95Error ForEachSetting(AtChannel channel, bool isWriting, out string name)
        {
            for (int setting = 0; setting < SettingCount; setting++)
            {
                string value = ValueOf(setting);

                if (value == null)
                {
                    continue;
                }

                Bg95Error error = isWriting ? WriteSetting(channel, setting, value) : ReadSettingBack(channel, setting, value);

                if (error != Bg95Error.Success && ErrorMeaning.IsRefusal(error))
                {
                    // A firmware that does not know the setting passes if what is wanted is what it does without.
                    error = IsOffAnyway(setting) ? Bg95Error.Success : Bg95Error.SettingNotTaken;
                }

                if (error != Bg95Error.Success)
                {
                    name = NameOf(setting);
                    return error;
                }
            }

            name = s_configureName;
            return Bg95Error.Success;
        }

        private Bg95Error WriteSetting(AtChannel channel, int setting, string value)
        {
            Bg95Error error = WriteSettingOnce(channel, setting, value);

            if (setting == SecurityLevelSetting && ErrorMeaning.IsRefusal(error))
            {
                // The other spelling; one that goes by the note is believed once it has.
                _table.UsesNoteSpelling = !_table.UsesNoteSpelling;
                error = WriteSettingOnce(channel, setting, value);

                if (ErrorMeaning.IsRefusal(error))
                {
                    _table.UsesNoteSpelling = !_table.UsesNoteSpelling;
                }
            }

            return error;
        }

        private Bg95Error WriteSettingOnce(AtChannel channel, int setting, string value)
        {
            AtCommandBuilder command = channel.Command.Start(s_configureName).AddQuoted(SpellingOf(NameOf(setting))).Add(Id);

            if (setting >= FirstFileSetting)
            {
                command.AddQuoted(value);
            }
            else
            {
                command.Add(value);
            }

            return channel.Run(AtChannel.ShortLimit);
        }

        // A module that is busy refuses now and then: a refusal is not believed at once where it would cost the connections. Success is looked
        // at first because a call costs, and each Connect comes here eleven times.
        private Bg95Error ReadSettingBack(AtChannel channel, int setting, string value)
        {
            Bg95Error error;
            int readings = 0;
            _readName = SpellingOf(NameOf(setting));
            _wantedValue = value;
            _isFileRead = setting >= FirstFileSetting;

            do
            {
                _isReadBackSame = false;
                channel.Command.Start(s_configureName).AddQuoted(_readName).Add(Id);
                error = channel.Run(AtChannel.ShortLimit, this);
                readings++;
            }
            while (error != Bg95Error.Success && readings < MostReadings && ErrorMeaning.IsRefusal(error) && !IsOffAnyway(setting));

            return error == Bg95Error.Success && !_isReadBackSame ? Bg95Error.SettingNotTaken : error;
        }

        private bool IsOffAnyway(int setting)
        {
            switch (setting)
            {
                case SessionSetting:
                case ServerNameSetting:
                case CheckHostSetting:
                case DtlsSetting:
                    return _values[setting] == 0;

                case DtlsVersionSetting:
                    return _values[DtlsSetting] == 0;

                default:
                    return false;
            }
        }

        // Not an array: with its strings it would stay in memory.
        private static string NameOf(int setting)
        {
            switch (setting)
            {
                case VersionSetting:
                    return "sslversion";
                case CipherSuiteSetting:
                    return "ciphersuite";
                case SecurityLevelSetting:
                    return SecurityLevelName;
                case SessionSetting:
                    return "session";
                case ServerNameSetting:
                    return "sni";
                case CheckHostSetting:
                    return "checkhost";
                case IgnoreLocalTimeSetting:
                    return "ignorelocaltime";
                case NegotiateTimeSetting:
                    return "negotiatetime";
                case DtlsSetting:
                    return "dtls";
                case DtlsVersionSetting:
                    return "dtlsversion";
                case FirstFileSetting:
                    return "cacert";
                case FirstFileSetting + 1:
                    return "clientcert";
                default:
                    return "clientkey";
            }
        }

        private string SpellingOf(string name)
        {
            return _table.UsesNoteSpelling && name == SecurityLevelName ? NoteSecurityLevelName : name;
        }

        // A setting's value as the command has it; null for a file that is not set.
        private string ValueOf(int setting)
        {
            if (setting >= FirstFileSetting)
            {
                return _files[setting - FirstFileSetting];
            }

            int value = _values[setting];
            return setting == CipherSuiteSetting ? "0X" + value.ToString("X4") : value.ToString();
        }

        private void ChangeSetting(int setting, bool value)
        {
            ChangeSetting(setting, value ? 1 : 0, 0, 1);
        }

        private void ChangeSetting(int setting, int value, int lowest, int highest)
        {
            Argument.CheckRange(value, nameof(value), lowest, highest);

            if (value != _values[setting])
            {
                lock (_table.SyncRoot)
                {
                    ThrowIfInUse(false);
                    _values[setting] = value;
                    _confirmedIn = NeverConfirmed;
                }
            }
        }

        private void ChangeFile(int index, string name)
        {
            string before = _files[index];

            if (name != null)
            {
                Argument.CheckText(name, nameof(name), 1, ModuleFiles.LongestName);
            }

            // The interpreter cannot compare a string with none.
            bool isSame = name == null ? before == null : before != null && name == before;

            if (!isSame)
            {
                lock (_table.SyncRoot)
                {
                    ThrowIfInUse(false);
                    _files[index] = name;
                    _confirmedIn = NeverConfirmed;
                }
            }
        }

        private void ThrowIfInUse(bool orUnclosed)
        {
            if (_table.IsInUse(this, orUnclosed))
            {
                throw new InvalidOperationException("a socket of this context is opening or connected: close it, or use another context");
            }
        }
    }
}
