// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Is told what happens to the module and to the line. Called on any thread; must not wait.</summary>
    internal interface IModuleListener
    {
        /// <summary>Gets a value indicating whether the module may push payload: lines may then be remains of one.</summary>
        bool MayPayloadBePushed { get; }

        /// <summary>Says whether a recv with a length has payload of that socket behind it.</summary>
        bool MayPushTo(int id);

        /// <summary>The module has restarted: sockets, PDP contexts and settings are gone.</summary>
        void OnRestarted();

        /// <summary>The module is being switched off.</summary>
        void OnPoweredDown();

        /// <summary>The network has deactivated a PDP context; its connections are gone.</summary>
        void OnPdpDeactivated(int pdpContextId);

        /// <summary>
        /// A PDP context is being activated, or any of them if the id is 0: a connection that was opened before may have lost its context,
        /// also where that is active from now on.
        /// </summary>
        void OnPdpActivating(int pdpContextId);

        /// <summary>The port has failed.</summary>
        void OnPortFailed();

        /// <summary>Lines may have been lost; what they said must be asked for.</summary>
        void OnLinesLost();

        /// <summary>For now no line is believed: what is pushed meanwhile is lost, and nothing else will tell.</summary>
        void OnBytesLost();

        /// <summary>The payload that was moved last may not be what it should be.</summary>
        void OnPayloadDoubtful();

        /// <summary>
        /// A line has come that stands behind no NO CARRIER of the module's own: the one that was believed last may be what a peer has said.
        /// </summary>
        void OnTransparentEndDoubtful();

        /// <summary>What the module is can only be found out by asking; somebody should, even if the program does not.</summary>
        void OnQuestionNeeded();
    }
}
