// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("nanoBg95.Bg95Ssl.ProgramTests")]
[assembly: AssemblyCompany("nanoBg95 contributors")]
[assembly: AssemblyProduct("nanoBg95")]
[assembly: AssemblyCopyright("Copyright (c) nanoBg95 contributors")]
[assembly: ComVisible(false)]
