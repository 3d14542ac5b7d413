// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// What is around a connection: SIM, registration, signal, the port for URCs, and what the files hold. A question that the
    /// module refuses, or leaves without an answer while it answers others, tells nothing.
    /// </summary>
    internal sealed class OnlineCheck : ILineListener
    {
        private const int QuestionLimit = AtChannel.LineLimit + AtChannel.ShortLimit;

        // Opening, reading and closing.
        private const int FileLimit = 3 * QuestionLimit;

        // -107 dBm: each step is 2, and 0 is -113.
        private const int WeakSignal = 3;
        private const int SignalUnknown = 99;

        private readonly AtChannel _channel;

        // Whose row is meant; -1 for any. The number behind it, -1 if none was told.
        private int _wantedId;
        private int _state;

        internal OnlineCheck(AtChannel channel)
        {
            _channel = channel;
        }

        // 1,0 of +CGACT: 1,0. A URC such as +CEREG: 5,"1A2B","01234567",9 has no number there.
        public void OnLine(AtFieldReader fields)
        {
            int id = fields.ReadNumber();
            int state = fields.ReadNumber();

            if (state >= 0 && (_wantedId < 0 || id == _wantedId))
            {
                _state = state;
            }
        }

        internal SslFindings AskSim()
        {
            Bg95Error error = Ask("AT+CPIN", "?", null, out string text);

            // The second PIN is not needed for data. Numbers 10 to 14: not inserted, PIN, PUK, failure, busy.
            bool isWanting = text != null && text.Length > 0 && text.IndexOf("READY") < 0 && text[text.Length - 1] != '2';
            return isWanting || (error >= Bg95Error.SimNotInserted && error <= Bg95Error.SimBusy) ? SslFindings.SimNotReady : SslFindings.None;
        }

        internal SslFindings AskNetwork()
        {
            // On GSM it is the second that tells.
            int state = AskState("AT+CEREG", -1);
            int other = IsRegistered(state) ? -1 : AskState("AT+CGREG", -1);
            bool isLost = (state >= 0 || other >= 0) && !IsRegistered(state) && !IsRegistered(other);

            Ask("AT+CSQ", string.Empty, null, out string text);
            int signal = AtFieldReader.LeadingNumber(text);

            // Not measured is no signal only where there is no network either.
            bool isWeak = (signal >= 0 && signal <= WeakSignal) || (signal == SignalUnknown && isLost);
            return (isLost ? SslFindings.NotRegistered : SslFindings.None) | (isWeak ? SslFindings.WeakSignal : SslFindings.None);
        }

        internal SslFindings AskUrcPort(string port)
        {
            Ask("AT+QURCCFG", "=\"urcport\"", null, out string text);
            int comma = text == null ? -1 : text.IndexOf(',');
            string told = comma < 0 ? string.Empty : text.Substring(comma + 1).ToLower();

            // Some modules call their UART so, and cannot be told another name.
            bool isHere = told.Length == 0 || told.IndexOf(port.ToLower()) >= 0 || told.IndexOf("main") >= 0;
            return isHere ? SslFindings.None : SslFindings.UrcPortElsewhere;
        }

        internal SslFindings AskContext(int id)
        {
            return AskState("AT+CGACT", id) == 0 ? SslFindings.PdpStale : SslFindings.None;
        }

        internal SslFindings AskNetworkTime()
        {
            Ask("AT+QLTS", "=2", null, out string text);
            return text != null && text.IndexOf('/') < 0 ? SslFindings.NoNetworkTime : SslFindings.None;
        }

        /// <summary>Reads how a file begins.</summary>
        /// <param name="files">The files.</param>
        /// <param name="name">The file, which is there.</param>
        /// <param name="index">0 for the CA certificate, 1 for the client's, 2 for its key.</param>
        internal SslFindings AskFile(ModuleFiles files, string name, int index)
        {
            const string ReadName = "AT+QFREAD";
            long deadline = _channel.Time.DeadlineIn(FileLimit);
            byte[] bytes = new byte[PemBeginning.Length];

            try
            {
                int count = files.Download(name, bytes, 0, bytes.Length);

                if (!PemBeginning.IsPem(bytes, count))
                {
                    return (SslFindings)((int)SslFindings.CaCertificateNotPem << index);
                }

                bool isRight = index < 2 ? PemBeginning.IsCertificate(bytes, count) : PemBeginning.MayBePrivateKey(bytes, count);
                return isRight ? SslFindings.None : SslFindings.WrongPem;
            }
            catch (Bg95Exception ex)
            {
                ThrowUnlessAnswering(ex.Error, ReadName, deadline);
                return SslFindings.None;
            }
        }

        private static bool IsRegistered(int state)
        {
            return state == 1 || state == 5;
        }

        private int AskState(string name, int id)
        {
            _wantedId = id;
            _state = -1;
            return Ask(name, "?", this, out _) == Bg95Error.Success ? _state : -1;
        }

        private Bg95Error Ask(string name, string form, ILineListener listener, out string text)
        {
            long deadline = _channel.Time.DeadlineIn(QuestionLimit);
            Bg95Error error = _channel.TryRunAlone(name, form, AtChannel.ShortLimit, listener, deadline, out text);

            if (error != Bg95Error.Success)
            {
                text = null;
                ThrowUnlessAnswering(error, name, deadline);
            }

            return error;
        }

        // One question may stay without an answer, but not the next.
        private void ThrowUnlessAnswering(Bg95Error error, string name, long deadline)
        {
            bool isAnswer = ErrorMeaning.IsRefusal(error) || error == Bg95Error.UnexpectedAnswer || error == Bg95Error.LineDamaged;

            if (error == Bg95Error.NoAnswer && _channel.TakeLine(deadline) == Bg95Error.Success)
            {
                _channel.GiveLineBack();
                isAnswer = true;
            }

            _channel.ThrowIfFailed(isAnswer ? Bg95Error.Success : error, name);
        }
    }
}
