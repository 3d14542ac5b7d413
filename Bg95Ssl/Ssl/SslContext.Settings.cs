// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <content>Writes the settings to the module and reads them back.</content>
    public sealed partial class SslContext : IAtLines
    {
        private string _asked;
        private string _value;
        private bool _same;

        /// <summary>
        /// Writes a setting and reads it back, a file name with or without the drive before it (module facts 2). A module that
        /// does not know the setting passes only if it is to be off there.
        /// </summary>
        private void Write(string name, string value, bool quoted, bool mayLack)
        {
            AtCommand command = Begin(name);

            if (quoted)
            {
                command.Quoted(value);
            }
            else
            {
                command.Add(value);
            }

            Bg95Error error = _sockets.Channel.Run(null, AtChannel.ShortLimit);

            if (error == Bg95Error.Success)
            {
                _asked = name;
                _value = value;
                _same = false;
                Begin(name);
                error = _sockets.Channel.Run(this, AtChannel.ShortLimit);

                if (!_same && error == Bg95Error.Success)
                {
                    error = Bg95Error.SettingNotTaken;
                }
            }
            else if (error == Bg95Error.Rejected || error > Bg95Error.Success)
            {
                error = mayLack ? Bg95Error.Success : Bg95Error.SettingNotTaken;
            }

            if (error != Bg95Error.Success)
            {
                throw new Bg95Exception(error, name);
            }
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            // +QSSLCFG: "cacert",1,"cacert.pem"
            if (fields.NextIs(_asked))
            {
                fields.MoveNext();
                _same = fields.NextIs(_value) || fields.NextIs("UFS:" + _value);
            }

            return 0;
        }

        /// <summary>Writes what the module does not have yet.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal void Apply(int epoch)
        {
            if (_epoch == epoch)
            {
                return;
            }

            string[] names = Names.Split('|');

            for (int setting = 0; setting < Settings; setting++)
            {
                bool isFile = setting >= CaCertificateSetting;
                bool mayLack = false;
                string text;

                if (isFile)
                {
                    text = _files[setting - CaCertificateSetting];
                }
                else
                {
                    int value = _values[setting];
                    text = setting == CipherSuiteSetting ? "0X" + value.ToString("X4") : value.ToString();
                    mayLack = setting == DtlsVersionSetting ? !Dtls : value == 0 && (setting == SessionSetting || setting == DtlsSetting);
                }

                if (text != null)
                {
                    Write(names[setting], text, isFile, mayLack);
                }
            }

            _epoch = epoch;
        }

        private AtCommand Begin(string name)
        {
            return _sockets.Channel.Begin("AT+QSSLCFG").Quoted(name).Add(_id);
        }
    }
}
