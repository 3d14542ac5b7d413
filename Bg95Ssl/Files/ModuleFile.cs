// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>A file of the module, filled in by <see cref="ModuleFiles.List"/>. Can be used again for the next call.</summary>
    public sealed class ModuleFile
    {
        private string _name;
        private int _size;

        /// <summary>
        /// Gets the name as the module knows it, without <c>UFS:</c>; one in the module's RAM begins with <c>RAM:</c>, a folder's
        /// ends with a slash.
        /// </summary>
        public string Name => _name;

        /// <summary>Gets the size in bytes; -1 if the module tells none, as for a folder.</summary>
        public int Size => _size;

        // "UFS:ca.pem",1188 or, by module, "ca.pem",1188 (module facts 3).
        internal void Parse(AtFields fields)
        {
            _name = fields.GetString();
            _size = fields.NextInt();

            if (_name != null && _name.IndexOf("UFS:") == 0)
            {
                _name = _name.Substring(4);
            }
        }
    }
}
