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
    /// All methods block, may be called from any thread, event handlers included, and throw <see cref="Bg95Exception"/> when
    /// the module refuses or does not answer within the limit given at the method.
    /// </remarks>
    public sealed class PdpContexts : IAtLines, IUrcListener
    {
        /// <summary>Lowest context id.</summary>
        public const int MinimumId = 1;

        /// <summary>Highest context id; BG770A knows 5 only.</summary>
        public const int MaximumId = 16;

        private const int ActivateLimit = 150000;
        private const int DeactivateLimit = 40000;
        private const int LongestApn = 99;
        private const int LongestUser = 127;
        private const string ActivateName = "AT+QIACT";

        private readonly AtChannel _channel;
        private int _asked;
        private string _value;

        internal PdpContexts(AtChannel channel)
        {
            _channel = channel;
            channel.Listeners[1] = this;
        }

        /// <summary>
        /// Raised on the driver's event thread when the network has deactivated a context (<c>+QIURC: "pdpdeact"</c>). Its
        /// sockets are dead; deactivate it, activate it and connect again.
        /// </summary>
        public event NumberHandler Deactivated;

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
        /// <param name="authentication">How they are checked.</param>
        /// <exception cref="ArgumentException">A value is out of range or a string has characters that AT strings cannot hold.</exception>
        public void Configure(int id, PdpType type, string apn, string user, string password, PdpAuthentication authentication)
        {
            Check(id);
            AtCommand.Check((int)type, nameof(type), 1, 3);
            AtCommand.Check(apn, nameof(apn), 0, LongestApn);
            AtCommand.Check(user, nameof(user), 0, LongestUser);
            AtCommand.Check(password, nameof(password), 0, LongestUser);
            AtCommand.Check((int)authentication, nameof(authentication), 0, 3);
            AtCommand command = _channel.Begin("AT+QICSGP").Add(id).Add((int)type);
            command.Quoted(apn).Quoted(user).Quoted(password).Add((int)authentication);
            _channel.RunOk(null, AtChannel.ShortLimit);
        }

        /// <summary>
        /// Activates a context (<c>AT+QIACT</c>, up to 150 s). One that is active already is left as it is, also where the
        /// module answers ERROR to that (module facts 4.9).
        /// </summary>
        /// <param name="id">The context, 1 to 16.</param>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public void Activate(int id)
        {
            Check(id);

            if (Ask(id))
            {
                return;
            }

            _channel.Begin(ActivateName).Add(id);
            Bg95Error error = _channel.Run(null, ActivateLimit);

            if (error != Bg95Error.Success && (error == Bg95Error.NoAnswer || !Ask(id)))
            {
                throw new Bg95Exception(error, ActivateName);
            }
        }

        /// <summary>Deactivates a context (<c>AT+QIDEACT</c>, up to 40 s). Its sockets are gone then.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        public void Deactivate(int id)
        {
            Check(id);
            _channel.Begin("AT+QIDEACT").Add(id);
            _channel.RunOk(null, DeactivateLimit);
        }

        /// <summary>Asks for the address of a context (<c>AT+QIACT?</c>). Allocates the string.</summary>
        /// <param name="id">The context, 1 to 16.</param>
        /// <returns>The address, or <see langword="null"/> if the context is not active.</returns>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public string GetAddress(int id)
        {
            Check(id);
            return Ask(id) ? _value : null;
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            // +QIACT: 1,1,1,"100.142.162.0": context, state, type, address.
            if (fields.NextInt() == _asked && fields.NextInt() == 1)
            {
                fields.MoveNext();
                _value = fields.GetString() ?? string.Empty;
            }

            return 0;
        }

        /// <inheritdoc/>
        void IUrcListener.Raise(int kind, int id)
        {
            if (kind == AtChannel.Ip)
            {
                Deactivated?.Invoke(this, id);
            }
        }

        internal static void Check(int id)
        {
            AtCommand.Check(id, nameof(id), MinimumId, MaximumId);
        }

        private bool Ask(int id)
        {
            _asked = id;
            _value = null;
            _channel.Begin(ActivateName).Append("?");
            _channel.RunOk(this, AtChannel.ShortLimit);
            return _value != null;
        }
    }
}
