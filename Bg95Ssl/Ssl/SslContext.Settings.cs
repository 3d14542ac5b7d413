// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <content>Writes the settings to the module and reads them back.</content>
    public sealed partial class SslContext
    {
        internal const string ConfigureName = "AT+QSSLCFG";

        /// <summary>
        /// Asks for a setting as the module has it (<c>AT+QSSLCFG</c> without a value, application note 2.1.1).
        /// </summary>
        /// <param name="name">
        /// <c>sslversion</c>, <c>ciphersuite</c>, <c>seclevel</c>, <c>session</c>, <c>sni</c>, <c>checkhost</c>,
        /// <c>ignorelocaltime</c>, <c>negotiatetime</c>, <c>dtls</c>, <c>dtlsversion</c>, <c>cacert</c>, <c>clientcert</c> or
        /// <c>clientkey</c>; whatever else the module knows by a name of up to 32 characters.
        /// </param>
        /// <returns>The value as the module prints it, without quotes: <c>3</c>, <c>0XC02F</c>, <c>UFS:ca.pem</c>; new.</returns>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.SettingNotTaken"/>: the module tells no value. Or the module's own error, if it does not know
        /// the name.
        /// </exception>
        public string Query(string name)
        {
            AtCommand.Check(name, nameof(name), 1, 32);
            return Ask(Text(name));
        }

        // sslversion,0,3: the name, the context's one digit, the value.
        private string Ask(string name)
        {
            Begin(name);
            string text = _sockets.Channel.Ask(Bg95Error.SettingNotTaken);
            return text.Length < name.Length + 3 ? string.Empty : text.Substring(name.Length + 3);
        }

        // The note prints secllevel where modules take seclevel; one that goes by the note is believed once it has (module
        // facts 1).
        private string Text(string name)
        {
            return _sockets.Differs && name == SecurityLevelName ? "secllevel" : name;
        }

        /// <summary>
        /// Writes what the module does not have yet; before that its clock must be right. Each setting is read back, a file name
        /// with or without the drive before it (module facts 2).
        /// </summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal void Write(int epoch)
        {
            AtChannel.Check(Compare() ? Bg95Error.ClockWrong : Bg95Error.Success, ModuleClock.ClockName);

            if (_epoch == epoch)
            {
                return;
            }

            string[] names = Names.Split('|');

            for (int setting = 0; setting < Settings; setting++)
            {
                string value = Text(setting);

                if (value == null)
                {
                    continue;
                }

                string name = Text(names[setting]);
                AtCommand command = Begin(name);
                command = setting >= CaCertificateSetting ? command.Quoted(value) : command.Add(value);
                Bg95Error error = _sockets.Channel.Run(null, AtChannel.ShortLimit);

                if (error == Bg95Error.Success)
                {
                    if (Differs(name, value))
                    {
                        error = Bg95Error.SettingNotTaken;
                    }
                }
                else if (error == Bg95Error.Rejected || error > Bg95Error.Success)
                {
                    if (setting == SecurityLevelSetting)
                    {
                        // The other spelling, once.
                        _sockets.Differs = !_sockets.Differs;

                        if (_sockets.Differs)
                        {
                            setting--;
                            continue;
                        }
                    }

                    // A module that does not know the setting passes only if it is to be off there.
                    error = (setting == SessionSetting || setting == DtlsSetting || setting == DtlsVersionSetting)
                        && Arguments[setting == SessionSetting ? SessionSetting : DtlsSetting] == 0
                        ? Bg95Error.Success : Bg95Error.SettingNotTaken;
                }

                AtChannel.Check(error, names[setting]);
            }

            _epoch = epoch;
        }

        /// <summary>Says whether the module has version, suite or level otherwise than they are set.</summary>
        internal bool Differs()
        {
            string[] names = Names.Split('|');

            for (int setting = 0; setting <= SecurityLevelSetting; setting++)
            {
                if (Differs(Text(names[setting]), Text(setting)))
                {
                    return true;
                }
            }

            return false;
        }

        // Compares in either case: firmwares differ in what they read back (0XC02F, 0xc02f).
        private bool Differs(string name, string value)
        {
            string got = Ask(name).ToUpper();
            return !(got == value.ToUpper() || got == ("UFS:" + value).ToUpper());
        }

        // A setting's value as the command has it, or null.
        private string Text(int setting)
        {
            if (setting >= CaCertificateSetting)
            {
                return _files[setting - CaCertificateSetting];
            }

            int value = Arguments[setting];
            return setting == CipherSuiteSetting ? "0X" + value.ToString("X4") : value.ToString();
        }

        private AtCommand Begin(string name)
        {
            return _sockets.Channel.Begin(ConfigureName).Quoted(name).Add(Id);
        }
    }
}
