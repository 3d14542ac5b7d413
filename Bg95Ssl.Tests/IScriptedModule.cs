// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>The other end of a <see cref="ScriptedTransport"/> where the script does not expect what is written.</summary>
    internal interface IScriptedModule
    {
        /// <summary>Gives what the module answers; empty for nothing.</summary>
        /// <param name="written">What was written in one piece: a command line, or data.</param>
        string Answer(string written);
    }
}
