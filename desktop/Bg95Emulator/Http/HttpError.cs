// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The numbers that HTTP commands end with, as AT+QHTTP... commands and their unsolicited results tell them.</summary>
internal static class HttpError
{
    public const int None = 0;
    public const int Unknown = 701;
    public const int Timeout = 702;
    public const int Busy = 703;
    public const int NoRequest = 705;
    public const int NetworkOpenFailed = 707;
    public const int NetworkDeactivated = 709;
    public const int WrongUrl = 711;
    public const int EmptyUrl = 712;
    public const int DnsFailed = 714;
    public const int ConnectFailed = 716;
    public const int ReadFailed = 717;
    public const int ReadTimeout = 722;
    public const int ResponseFailed = 723;
    public const int InputTimeout = 726;
    public const int InvalidParameter = 730;
}
