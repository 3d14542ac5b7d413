// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// A file of the module. The program makes one and lets <see cref="ModuleFiles.List"/> fill it again and again; each time allocates the name.
    /// </summary>
    public sealed class ModuleFile
    {
        /// <summary>
        /// Gets the name as the module knows it, without <c>UFS:</c>. The name of a file in the module's RAM begins with <c>RAM:</c>; the
        /// name of a folder ends with a slash. <see langword="null"/> before it is filled.
        /// </summary>
        public string Name { get; internal set; }

        /// <summary>Gets the size in bytes; -1 if the module does not tell it, as for a folder.</summary>
        public int Size { get; internal set; }
    }
}
