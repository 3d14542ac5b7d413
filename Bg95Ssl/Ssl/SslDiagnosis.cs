// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Why a connection may have failed to open: the application note's checklist (4.1) and the facts behind error 566, gone
    /// through on the module. Made by <see cref="Bg95Modem.Diagnose"/>.
    /// </summary>
    public sealed class SslDiagnosis
    {
        private const int CheckCount = 8;

        private const string FindingTexts =
            "PDP inactive|no DNS server|clock wrong|settings differ|no CA file|no client file|no client key|" +
            "host is an address";

        internal SslDiagnosis(AtChannel channel, PdpContexts pdp, ModuleFiles files, SslContext context, string host)
        {
            // An IPv6 address has colons, an IPv4 address no letters.
            bool isAddress = host.IndexOf(':') >= 0 || host.ToUpper() == host.ToLower();

            for (int check = 0; check < CheckCount; check++)
            {
                bool found = false;

                try
                {
                    switch (check)
                    {
                        case 0:
                            found = pdp.GetAddress(context.PdpContextId) == null;
                            break;

                        case 1:
                            string server = isAddress ? host : pdp.GetDnsServers(context.PdpContextId)[0];
                            found = server.Length == 0 || server == "0.0.0.0";
                            break;

                        case 2:
                            found = context.IsClockWrong();
                            break;

                        case 3:
                            found = AreSettingsDifferent(channel, context);
                            break;

                        case CheckCount - 1:
                            found = isAddress && !(context.InsecureOmitServerName && context.InsecureSkipHostCheck);
                            break;

                        default:
                            string file = context.NeededFile(check - 4);
                            found = file != null && (file.Length == 0 || files.GetSize(file) < 0);
                            break;
                    }
                }
                catch (Bg95Exception ex)
                {
                    found = AtChannel.IsRefusal(ex.Error) || ex.Error == Bg95Error.SettingNotTaken || ex.Error == Bg95Error.UnexpectedAnswer;

                    if (!found)
                    {
                        throw;
                    }
                }

                if (found)
                {
                    Findings |= (SslFindings)(1 << check);
                }
            }
        }

        /// <summary>Gets what was found.</summary>
        public SslFindings Findings { get; }

        /// <summary>Says in a few words what was found; allocates.</summary>
        /// <returns>The findings with semicolons between them; empty if there is none.</returns>
        public override string ToString()
        {
            string[] texts = FindingTexts.Split('|');
            string all = string.Empty;

            for (int check = 0; check < CheckCount; check++)
            {
                if (((int)Findings & (1 << check)) != 0)
                {
                    all += (all.Length == 0 ? string.Empty : "; ") + texts[check];
                }
            }

            return all;
        }

        private static bool AreSettingsDifferent(AtChannel channel, SslContext context)
        {
            Bg95Error error = channel.TakeLine(channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit));

            if (error == Bg95Error.Success)
            {
                try
                {
                    error = context.CheckMainSettings(channel);
                }
                finally
                {
                    channel.GiveLineBack();
                }
            }

            channel.ThrowIfFailed(error, "AT+QSSLCFG");
            return false;
        }
    }
}
