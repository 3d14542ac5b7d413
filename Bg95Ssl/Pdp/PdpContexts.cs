// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's PDP contexts: the data connections of the mobile network (application note 3.1). Sockets need an active one.
    /// </summary>
    /// <remarks>
    /// <para>
    /// All methods block, may be called from any thread, event handlers included, and throw <see cref="Bg95Exception"/> when
    /// the module refuses or does not answer within the limit given at the method.
    /// </para>
    /// <para>
    /// Recovery is the program's, since only it knows what a wait costs (module facts 4.9 and 4.10): after
    /// <see cref="Deactivated"/>, or when connections fail again and again, close the sockets, <see cref="Deactivate"/>,
    /// <see cref="Activate"/>, connect anew, with a pause that grows from attempt to attempt. Count the failures: after 3
    /// deactivations or 5 activations or connections that failed in a row, and after repeated
    /// <see cref="Bg95Error.InvalidParameter"/> or <see cref="Bg95Error.MemoryNotEnough"/> at connecting, only switching the
    /// module off and on helps.
    /// </para>
    /// </remarks>
    public sealed class PdpContexts : IAtLines
    {
        /// <summary>Lowest context id.</summary>
        public const int MinimumId = 1;

        /// <summary>Highest context id; BG770A knows 5 only.</summary>
        public const int MaximumId = 16;

        private const int ActivateLimit = 150;
        private const int DeactivateLimit = 40;
        private const int LongestApn = 99;
        private const int LongestUser = 127;

        // An IPv6 address with an IPv4 address as its end.
        private const int LongestAddress = 45;
        private const string ActivateName = "AT+QIACT";
        private const string DnsName = "AT+QIDNSCFG";

        private readonly AtChannel _line;
        private int _asked;
        private int _count;
        private string _message;
        private PdpContext[] _items;

        internal PdpContexts(AtChannel channel)
        {
            _line = channel;
        }

        /// <summary>
        /// Raised on the driver's event thread when the network has deactivated a context (<c>+QIURC: "pdpdeact"</c>); the
        /// number is the context's, 1 to 16. Its sockets are dead; deactivate it, activate it and connect again. Add with
        /// <c>+=</c>, take away with <c>-=</c>, never assign: a field, because an event costs the device 100 bytes.
        /// </summary>
        public NumberHandler Deactivated;

        /// <summary>Sets the access point of a context, IPv4 without user name (<c>AT+QICSGP</c>).</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="apn">Access point name, up to 99 characters; empty for the network's choice.</param>
        public void Configure(int id, string apn)
        {
            Configure(id, PdpType.IPv4, apn, string.Empty, string.Empty, PdpAuthentication.None);
        }

        /// <summary>Sets the access point of a context (<c>AT+QICSGP</c>, six values: module facts 1).</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="type">Protocol.</param>
        /// <param name="apn">Access point name, up to 99 characters; empty for the network's choice.</param>
        /// <param name="user">User name, up to 127 characters, or empty.</param>
        /// <param name="password">Password, up to 127 characters, or empty.</param>
        /// <param name="mode">How they are checked.</param>
        /// <exception cref="ArgumentException">A value is out of range or a string has characters that AT strings cannot hold.</exception>
        public void Configure(int id, PdpType type, string apn, string user, string password, PdpAuthentication mode)
        {
            AtCommand.Check((int)type, nameof(type), 1, 3);
            AtCommand.Check(apn, nameof(apn), 0, LongestApn);
            AtCommand.Check(user, nameof(user), 0, LongestUser);
            AtCommand.Check(password, nameof(password), 0, LongestUser);
            AtCommand.Check((int)mode, nameof(mode), 0, 3);
            AtCommand command = Begin("AT+QICSGP", id).Add((int)type);
            command.Quoted(apn).Quoted(user).Quoted(password).Add((int)mode);
            _line.Invoke(null, AtChannel.ShortLimit);
        }

        /// <summary>
        /// Activates a context (<c>AT+QIACT</c>, up to 150 s). One that is active already is left as it is, also where the
        /// module answers ERROR to that (module facts 4.9).
        /// </summary>
        /// <param name="id">The context, 1 to 16.</param>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public void Activate(int id)
        {
            if (GetAddress(id) != null)
            {
                return;
            }

            Begin(ActivateName, id);
            Bg95Error error = _line.Run(null, ActivateLimit);

            if (error != Bg95Error.Success && (error == Bg95Error.NoAnswer || GetAddress(id) == null))
            {
                throw new Bg95Exception(error, ActivateName);
            }
        }

        /// <summary>Deactivates a context (<c>AT+QIDEACT</c>, up to 40 s). Its sockets are gone then.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        public void Deactivate(int id)
        {
            Begin("AT+QIDEACT", id);
            _line.Invoke(null, DeactivateLimit);
        }

        /// <summary>Asks for the address of a context (<c>AT+QIACT?</c>). Allocates the string.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <returns>The address, or <see langword="null"/> if the context is not active.</returns>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public string GetAddress(int id)
        {
            Check(id);
            Ask(id, null);
            return _message;
        }

        /// <summary>
        /// Asks for all active contexts (<c>AT+QIACT?</c>). Allocates the address strings.
        /// </summary>
        /// <param name="contexts">The program's objects, at most 16, which are filled from the first on.</param>
        /// <returns>How many contexts are active, those included that found no object.</returns>
        /// <exception cref="ArgumentNullException">
        /// <paramref name="contexts"/> or one of them is <see langword="null"/>.
        /// </exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public int GetActive(PdpContext[] contexts)
        {
            AtCommand.Check(contexts);
            Ask(0, contexts);
            return _count;
        }

        /// <summary>Sets the DNS servers of a context (<c>AT+QIDNSCFG</c>, application note 4.1).</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <param name="primary">Address of the first server, up to 45 characters.</param>
        /// <param name="secondary">Address of the second; empty for none.</param>
        public void SetDnsServers(int id, string primary, string secondary)
        {
            AtCommand.Check(primary, nameof(primary), 1, LongestAddress);
            AtCommand.Check(secondary, nameof(secondary), 0, LongestAddress);
            Begin(DnsName, id).Quoted(primary);

            if (secondary.Length != 0)
            {
                _line.Command.Quoted(secondary);
            }

            _line.Invoke(null, AtChannel.ShortLimit);
        }

        /// <summary>Asks for the DNS servers of a context (<c>AT+QIDNSCFG</c>). Allocates the array and strings.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <returns>The addresses of the first and the second server, empty or of zeros where there is none.</returns>
        public string[] GetDnsServers(int id)
        {
            Begin(DnsName, id);
            string text = _line.Ask();
            return text.Substring(text.IndexOf(',') + 1).Split(',');
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            // +QIACT: 1,1,1,"100.142.162.0": context, state, type, address.
            int id = fields.ToInt32();

            if (fields.ToInt32() == 1)
            {
                int type = fields.ToInt32();

                if (id == _asked)
                {
                    _message = fields.GetString() ?? string.Empty;
                }
                else if (_items != null)
                {
                    if (_count < _items.Length)
                    {
                        PdpContext context = _items[_count];
                        context.Id = id;
                        context.Type = (PdpType)type;
                        context.Address = fields.GetString();
                    }

                    _count++;
                }
            }

            return 0;
        }

        internal static void Check(int id)
        {
            AtCommand.Check(id, nameof(id), MinimumId, MaximumId);
        }

        private AtCommand Begin(string command, int id)
        {
            Check(id);
            return _line.Begin(command).Add(id);
        }

        private void Ask(int id, PdpContext[] contexts)
        {
            _asked = id;
            _message = null;
            _items = contexts;
            _count = 0;
            _line.Begin(ActivateName).Append("?");
            _line.Invoke(this, AtChannel.ShortLimit);
        }
    }
}
