// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Writes a context's settings to the module and reads them back (<c>AT+QSSLCFG</c>, application note 2.1.1).</summary>
    internal sealed class SslSettings : IAtLines
    {
        private readonly AtChannel _channel;
        private readonly AtName _name = new AtName("+QSSLCFG");
        private string _asked;
        private string _value;
        private bool _same;

        internal SslSettings(AtChannel channel)
        {
            _channel = channel;
        }

        /// <summary>
        /// Writes a setting and reads it back, a file name with or without the drive before it (module facts 2). A module that
        /// does not know the setting passes only if it is to be off there.
        /// </summary>
        internal void Apply(int context, SslSetting setting, string value, bool mayLack)
        {
            string name = NameOf(setting);
            AtCommand command = Begin(name, context);

            if (setting >= SslSetting.CaCertificate)
            {
                command.Quoted(value);
            }
            else
            {
                command.Bare(value);
            }

            Bg95Error error = _channel.Run(null, AtChannel.ShortLimit);

            if (error == Bg95Error.Success)
            {
                _asked = name;
                _value = value;
                _same = false;
                Begin(name, context);
                error = _channel.Run(this, AtChannel.ShortLimit);

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
        void IAtLines.OnLine(AtFields fields)
        {
            // +QSSLCFG: "cacert",1,"cacert.pem"
            if (fields.NextIs(_asked))
            {
                fields.SkipField();
                _same = fields.NextIs(_value) || fields.NextIs("UFS:" + _value);
            }
        }

        private static string NameOf(SslSetting setting)
        {
            switch (setting)
            {
                case SslSetting.Version:
                    return "sslversion";
                case SslSetting.CipherSuite:
                    return "ciphersuite";
                case SslSetting.SecurityLevel:
                    return "seclevel";
                case SslSetting.Session:
                    return "session";
                case SslSetting.ServerName:
                    return "sni";
                case SslSetting.CheckHost:
                    return "checkhost";
                case SslSetting.IgnoreLocalTime:
                    return "ignorelocaltime";
                case SslSetting.NegotiateTime:
                    return "negotiatetime";
                case SslSetting.Dtls:
                    return "dtls";
                case SslSetting.DtlsVersion:
                    return "dtlsversion";
                case SslSetting.CaCertificate:
                    return "cacert";
                case SslSetting.ClientCertificate:
                    return "clientcert";
                default:
                    return "clientkey";
            }
        }

        private AtCommand Begin(string name, int context)
        {
            AtCommand command = _channel.Begin(_name, '=');
            command.Quoted(name);
            command.Int(context);
            return command;
        }
    }
}
