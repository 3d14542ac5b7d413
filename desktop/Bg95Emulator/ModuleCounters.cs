// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What a module has been through since it was made.</summary>
/// <param name="BytesToModule">Bytes that came from the host.</param>
/// <param name="BytesToHost">Bytes that went to the host.</param>
/// <param name="CommandLines">Command lines carried out.</param>
/// <param name="Unsolicited">Unsolicited results sent.</param>
/// <param name="Starts">How often the module was switched on.</param>
public sealed record ModuleCounters(long BytesToModule, long BytesToHost, long CommandLines, long Unsolicited, int Starts);
