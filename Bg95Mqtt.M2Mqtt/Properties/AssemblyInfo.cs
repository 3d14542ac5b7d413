// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Reflection;
using System.Runtime.InteropServices;

// The version is not here: on the device side it comes from version.json (Nerdbank.GitVersioning).
[assembly: AssemblyTitle("nanoBg95.Bg95Mqtt.M2Mqtt")]
[assembly: AssemblyCompany("nanoBg95 contributors")]
[assembly: AssemblyProduct("nanoBg95")]
[assembly: AssemblyCopyright("Copyright (c) nanoBg95 contributors")]
[assembly: ComVisible(false)]
