// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The file system's equipment errors (module facts 5).</summary>
internal static class FileError
{
    public const int InvalidInput = 400;
    public const int BeyondFile = 401;
    public const int EndOfFile = 402;
    public const int NotFound = 405;
    public const int InvalidName = 406;
    public const int Exists = 407;
    public const int TooManyOpen = 413;
    public const int ReadOnly = 414;
    public const int InvalidHandle = 416;
    public const int NoSpace = 420;
    public const int Timeout = 421;
    public const int AlreadyOpen = 426;
}
