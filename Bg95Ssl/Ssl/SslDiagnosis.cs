// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Why a connection may have failed to open: what <see cref="Bg95Modem.Diagnose"/> has found by the application note's checklist (4.1),
    /// by checking what can lie behind error 566, and by checking SIM card, network and files. Immutable.
    /// </summary>
    public sealed class SslDiagnosis
    {
        private const int CheckCount = 8;
        private const int FileCount = 3;

        // In the order of the bits. What another finding would tell is not advised: it has been looked at.
        private const string FindingTexts =
            "PDP inactive: activate it|no DNS server: set one|clock wrong: set it|settings differ: connect again|" +
            "no CA file: upload and name it|no client file: upload and name it|no client key: upload and name it|" +
            "host is an address: connect by name|SIM not ready: insert it or enter its PIN|" +
            "not registered: wait, or check bands and contract|weak signal: check antenna and place|" +
            "URCs go to another port: open the modem again|PDP context is stale: deactivate and activate it|" +
            "no time from the network: ask a time server|CA file is not PEM: upload it as PEM|" +
            "client file is not PEM: upload it as PEM|client key is not PEM: upload it as PEM|" +
            "key and certificate are swapped: upload each under its name";

        internal SslDiagnosis(AtChannel channel, PdpContexts pdp, ModuleFiles files, SslContext context, string host, string urcPort)
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
                    found = ErrorMeaning.IsRefusal(ex.Error) || ex.Error == Bg95Error.SettingNotTaken || ex.Error == Bg95Error.UnexpectedAnswer;

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

            OnlineCheck online = new OnlineCheck(channel);
            Findings |= online.AskSim() | online.AskNetwork();

            if (urcPort != null)
            {
                Findings |= online.AskUrcPort(urcPort);
            }

            if (!Has(SslFindings.PdpInactive))
            {
                Findings |= online.AskContext(context.PdpContextId);
            }

            if (Has(SslFindings.ClockWrong))
            {
                Findings |= online.AskNetworkTime();
            }

            for (int i = 0; i < FileCount; i++)
            {
                string file = context.NeededFile(i);

                if (file != null && !Has((SslFindings)((int)SslFindings.NoCaCertificate << i)))
                {
                    Findings |= online.AskFile(files, file, i);
                }
            }
        }

        /// <summary>Gets what was found.</summary>
        public SslFindings Findings { get; }

        /// <summary>Says in a few words what was found and what to do. Allocates.</summary>
        /// <returns>The findings, separated by semicolons; empty if there are none.</returns>
        public override string ToString()
        {
            string[] texts = FindingTexts.Split('|');
            string all = string.Empty;

            for (int i = 0; i < texts.Length; i++)
            {
                if (Has((SslFindings)(1 << i)))
                {
                    all += (all.Length == 0 ? string.Empty : "; ") + texts[i];
                }
            }

            return all;
        }

        private bool Has(SslFindings finding)
        {
            return (Findings & finding) != 0;
        }

        private static bool AreSettingsDifferent(AtChannel channel, SslContext context)
        {
            if (context.HasFailedBeforeSettings)
            {
                // They are what they were: nobody has tried to write them.
                return false;
            }

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
