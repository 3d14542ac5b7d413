// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Samples.Pc;

/// <summary>An option of the command line names something that cannot be used; the message begins with the option.</summary>
public sealed class OptionException(string message, Exception? cause = null) : Exception(message, cause);
