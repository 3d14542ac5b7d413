// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A row of the module's file list.</summary>
/// <param name="Name">The name; files in RAM begin with "RAM:", those in the flash have no prefix.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct ModuleFile(string Name, int Size);
