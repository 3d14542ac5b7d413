// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Samples.Pc;

/// <summary>The serial port that the command line names cannot be opened.</summary>
public sealed class PortException(string port, Exception cause) : Exception($"--port {port}: {cause.Message}", cause);
