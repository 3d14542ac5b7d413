// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>A file of the module, filled in by <see cref="ModuleFiles.List"/>. Can be used again for the next call.</summary>
    public sealed class ModuleFile
    {
        /// <summary>
        /// Gets the name as the module knows it, without <c>UFS:</c>; one in the module's RAM begins with <c>RAM:</c>, a folder's
        /// ends with a slash.
        /// </summary>
        public string Name { get; internal set; }

        /// <summary>Gets the size in bytes; -1 if the module tells none, as for a folder.</summary>
        public int Size { get; internal set; }
    }
}
