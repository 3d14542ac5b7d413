// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Collects what the module says of its active PDP contexts (<c>AT+QIACT?</c>).</summary>
    internal sealed class ActiveContexts : ILineListener
    {
        private readonly int _askedId;
        private readonly PdpContext[] _contexts;

        internal ActiveContexts(int askedId, PdpContext[] contexts)
        {
            _askedId = askedId;
            _contexts = contexts;
        }

        internal int Count;

        internal string AskedAddress;

        // 1,1,1,"100.142.162.0" of +QIACT: 1,1,1,"100.142.162.0": context, state, type, address.
        public void OnLine(AtFieldReader fields)
        {
            int id = fields.ReadNumber();

            if (id < PdpContexts.MinimumId || id > PdpContexts.MaximumId || fields.ReadNumber() != 1)
            {
                return;
            }

            int type = fields.ReadNumber();
            string address = fields.ReadText() ?? string.Empty;

            if (id == _askedId)
            {
                AskedAddress = address;
            }

            if (Count < _contexts.Length)
            {
                _contexts[Count].Id = id;
                _contexts[Count].Type = (PdpType)type;
                _contexts[Count].Address = address;
            }

            Count++;
        }
    }
}
