// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's PDP contexts: its data connections to the mobile network (application note 3.1). Sockets need an active one.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Methods block. Any thread may call them, and so may event handlers. They throw <see cref="Bg95Exception"/> when the module refuses or
    /// does not answer within the time limit of the method. The time limits include 15 s for waiting for other commands and for
    /// resynchronisation.
    /// </para>
    /// <para>
    /// The program must recover a lost context; <c>CellularConnection.StayOnline</c> of Bg95Cellular does that (module facts 4.9 and
    /// 4.10). By hand: after <see cref="Deactivated"/>, or when connections fail again and again, close the sockets, call
    /// <see cref="Deactivate"/> and <see cref="Activate"/>, and connect again. Let the pause between attempts grow. After 3 failed
    /// deactivations, after 5 failed activations or connections in a row, or after <see cref="Bg95Error.PowerCycleNeeded"/>, switch the
    /// module off and on.
    /// </para>
    /// </remarks>
    public sealed class PdpContexts : ILineListener
    {
        /// <summary>Lowest number of a context.</summary>
        public const int MinimumId = 1;

        /// <summary>Highest number of a context. A BG770A has only 5 contexts.</summary>
        public const int MaximumId = 16;

        private const int ActivateLimit = 150000;
        private const int DeactivateLimit = 40000;
        private const int LongestApn = 99;
        private const int LongestUser = 127;

        // An IPv6 address with an IPv4 address as its end.
        private const int LongestAddress = 45;
        private const string ActivateName = "AT+QIACT";
        private const string DeactivateName = "AT+QIDEACT";
        private const string ConfigureName = "AT+QICSGP";
        private const string DnsName = "AT+QIDNSCFG";

        private readonly AtChannel _channel;
        private readonly EventDispatcher _dispatcher;
        private PdpDeactivatedHandler _deactivated;

        // A bit for each context whose deactivation no handler has been told of.
        private int _pending;

        internal PdpContexts(AtChannel channel, EventDispatcher dispatcher)
        {
            _channel = channel;
            _dispatcher = dispatcher;
            channel.Urcs.IpUrcs = this;
        }

        /// <summary>
        /// Raised on the driver's event thread when the network has deactivated a context (<c>+QIURC: "pdpdeact"</c>). Its sockets have
        /// ended with <see cref="Bg95Error.PdpDeactivated"/>. Deactivate the context, activate it and connect again. If there was no handler
        /// at that time, the event is raised when the first handler is added. It is not raised any more once <see cref="Activate"/> activates
        /// the context again.
        /// </summary>
        public event PdpDeactivatedHandler Deactivated
        {
            add
            {
                lock (_channel)
                {
                    _deactivated = (PdpDeactivatedHandler)Delegate.Combine(_deactivated, value);
                }

                Schedule();
            }

            remove
            {
                lock (_channel)
                {
                    _deactivated = (PdpDeactivatedHandler)Delegate.Remove(_deactivated, value);
                }
            }
        }

        /// <summary>Sets the access point of a context, with IPv4 and without a user name (<c>AT+QICSGP</c>). Blocks up to 20 s.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="apn">Access point name, up to 99 characters; empty to let the network choose.</param>
        /// <exception cref="ArgumentException">
        /// A value is out of range, or a string is <see langword="null"/> or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Configure(int id, string apn)
        {
            Configure(id, PdpType.IPv4, apn, string.Empty, string.Empty, PdpAuthentication.None);
        }

        /// <summary>Sets the access point of a context (<c>AT+QICSGP</c>, six values: module facts 1). Blocks up to 20 s.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="type">IPv4, IPv6 or both.</param>
        /// <param name="apn">Access point name, up to 99 characters; empty to let the network choose.</param>
        /// <param name="user">User name, up to 127 characters, or empty.</param>
        /// <param name="password">Password, up to 127 characters, or empty.</param>
        /// <param name="authentication">How the network checks user name and password.</param>
        /// <exception cref="ArgumentException">
        /// A value is out of range, or a string is <see langword="null"/> or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Configure(int id, PdpType type, string apn, string user, string password, PdpAuthentication authentication)
        {
            CheckId(id);
            Argument.CheckRange((int)type, nameof(type), 1, 3);
            Argument.CheckText(apn, nameof(apn), 0, LongestApn);
            Argument.CheckText(user, nameof(user), 0, LongestUser);
            Argument.CheckText(password, nameof(password), 0, LongestUser);
            Argument.CheckRange((int)authentication, nameof(authentication), 0, 3);
            string arguments = "=" + id.ToString() + "," + ((int)type).ToString() + ",\"" + apn + "\",\"" + user + "\",\"" + password + "\","
                + ((int)authentication).ToString();
            _channel.RunAlone(ConfigureName, arguments, AtChannel.ShortLimit, null);
        }

        /// <summary>
        /// Activates a context (<c>AT+QIACT</c>). Does nothing if the context is active already (module facts 4.9). Blocks up to 175 s.
        /// </summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <exception cref="ArgumentOutOfRangeException">The id is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Activate(int id)
        {
            CheckId(id);
            long deadline = _channel.Time.DeadlineIn(AtChannel.LineLimit + ActivateLimit + (2 * AtChannel.ShortLimit));
            Bg95Error error = FindAddress(_channel, id, deadline, out string address);

            if (error == Bg95Error.Success && address == null)
            {
                // From here on an active context does not show any more that it has been active all the time.
                _channel.Listener.OnPdpActivating(id);

                lock (_channel)
                {
                    // Nor must a handler that is told too late deactivate what is active again.
                    _pending &= ~(1 << id);
                }

                error = _channel.TryRunAlone(ActivateName, "=" + id.ToString(), ActivateLimit, null, deadline, out _);

                if (ErrorMeaning.IsRefusal(error) && FindAddress(_channel, id, deadline, out address) == Bg95Error.Success && address != null)
                {
                    error = Bg95Error.Success;
                }
            }

            _channel.ThrowIfFailed(error, ActivateName);
        }

        /// <summary>
        /// Deactivates a context (<c>AT+QIDEACT</c>). Its sockets end with <see cref="Bg95Error.PdpDeactivated"/>;
        /// <see cref="Deactivated"/> is not raised. Blocks up to 55 s.
        /// </summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <exception cref="ArgumentOutOfRangeException">The id is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Deactivate(int id)
        {
            CheckId(id);
            _channel.ThrowIfFailed(_channel.TakeLine(_channel.Time.DeadlineIn(AtChannel.LineLimit + DeactivateLimit)), DeactivateName);

            try
            {
                _channel.Command.Start(DeactivateName).Add(id);
                _channel.ThrowIfFailed(_channel.Run(DeactivateLimit), DeactivateName);

                // While nobody else has the line: a context that another thread activates again is not meant.
                _channel.Listener.OnPdpDeactivated(id);
            }
            finally
            {
                _channel.GiveLineBack();
            }
        }

        /// <summary>Asks for the address of a context (<c>AT+QIACT?</c>). Allocates the string. Blocks up to 20 s.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <returns>
        /// The address; empty if the context is active and the module tells no address; <see langword="null"/> if it is not active.
        /// </returns>
        /// <exception cref="ArgumentOutOfRangeException">The id is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public string GetAddress(int id)
        {
            CheckId(id);
            return AskActive(id, new PdpContext[0]).AskedAddress;
        }

        /// <summary>Asks for all active contexts (<c>AT+QIACT?</c>). Allocates the address strings. Blocks up to 20 s.</summary>
        /// <param name="contexts">
        /// The objects to fill, from the first on; those that are left over are not changed. The module has 16 contexts at most.
        /// </param>
        /// <returns>How many contexts are active, including those for which there was no object.</returns>
        /// <exception cref="ArgumentNullException">
        /// <paramref name="contexts"/> or one of its elements is <see langword="null"/>.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetActive(PdpContext[] contexts)
        {
            Argument.CheckObjects(contexts, nameof(contexts));
            return AskActive(0, contexts).Count;
        }

        /// <summary>Sets the DNS servers of a context (<c>AT+QIDNSCFG</c>, application note 4.1). Blocks up to 20 s.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="primary">Address of the first server, 1 to 45 characters.</param>
        /// <param name="secondary">Address of the second server, up to 45 characters; empty for none.</param>
        /// <exception cref="ArgumentException">
        /// A value is out of range, or a string is <see langword="null"/> or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void SetDnsServers(int id, string primary, string secondary)
        {
            CheckId(id);
            Argument.CheckText(primary, nameof(primary), 1, LongestAddress);
            Argument.CheckText(secondary, nameof(secondary), 0, LongestAddress);
            string arguments = "=" + id.ToString() + ",\"" + primary + (secondary.Length == 0 ? "\"" : "\",\"" + secondary + "\"");
            _channel.RunAlone(DnsName, arguments, AtChannel.ShortLimit, null);
        }

        /// <summary>
        /// Asks for the DNS servers of a context (<c>AT+QIDNSCFG</c>). Allocates the array and strings. Blocks up to 20 s.
        /// </summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <returns>
        /// The addresses as the module prints them, the first server's first: usually two. Where there is no server the address is empty or
        /// all zeros.
        /// </returns>
        /// <exception cref="ArgumentOutOfRangeException">The id is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public string[] GetDnsServers(int id)
        {
            CheckId(id);
            string text = _channel.RunAlone(DnsName, "=" + id.ToString(), AtChannel.ShortLimit, null);

            if (text == null)
            {
                throw _channel.Failure(Bg95Error.UnexpectedAnswer, DnsName);
            }

            return text.Substring(text.IndexOf(',') + 1).Split(',');
        }

        private static void CheckId(int id)
        {
            Argument.CheckRange(id, nameof(id), MinimumId, MaximumId);
        }

        /// <summary>Asks for the address of a context: <see langword="null"/> if it is not active.</summary>
        internal static Bg95Error FindAddress(AtChannel channel, int id, long deadline, out string address)
        {
            ActiveContexts active = new ActiveContexts(id, new PdpContext[0]);
            Bg95Error error = channel.TryRunAlone(ActivateName, "?", AtChannel.ShortLimit, active, deadline, out _);
            address = active.AskedAddress;
            return error;
        }

        // "pdpdeact",1 of +QIURC: "pdpdeact",1 (module facts 4.9)
        void ILineListener.OnLine(AtFieldReader fields)
        {
            int id = fields.PassField("pdpdeact") ? fields.ReadNumber() : 0;

            if (id >= MinimumId && id <= MaximumId)
            {
                _channel.Generation.LostContexts |= 1 << id;
                _channel.Listener.OnPdpDeactivated(id);

                lock (_channel)
                {
                    _pending |= 1 << id;
                }

                Schedule();
            }
        }

        /// <summary>Raises what is pending. The event thread.</summary>
        internal void RaisePending()
        {
            for (int id = MinimumId; id <= MaximumId && _pending != 0; id++)
            {
                PdpDeactivatedHandler handler = null;

                lock (_channel)
                {
                    if ((_pending & (1 << id)) != 0 && _deactivated != null)
                    {
                        handler = _deactivated;
                        _pending &= ~(1 << id);
                    }
                }

                try
                {
                    handler?.Invoke(this, new PdpDeactivatedEventArgs(id));
                }
                catch (Exception)
                {
                    _dispatcher.CountHandlerError();
                }
            }
        }

        /// <summary>The program has closed the modem: nothing is raised any more.</summary>
        internal void ForgetPending()
        {
            lock (_channel)
            {
                _pending = 0;
            }
        }

        private void Schedule()
        {
            if (_pending != 0 && _deactivated != null)
            {
                _dispatcher.Schedule();
            }
        }

        private ActiveContexts AskActive(int id, PdpContext[] contexts)
        {
            ActiveContexts active = new ActiveContexts(id, contexts);
            _channel.RunAlone(ActivateName, "?", AtChannel.ShortLimit, active);
            return active;
        }
    }
}
