// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What goes wrong in a world, and how often. All of it stops when the chaos ends.</summary>
internal sealed class Troubles
{
    /// <summary>Gets or sets the mean time between two stalls, in milliseconds; 0 for never. The same holds for what follows.</summary>
    public int Stalls { get; set; }

    /// <summary>Gets or sets the longest stall: the module then answers everything in order.</summary>
    public int LongestStall { get; set; } = 25000;

    /// <summary>Gets or sets restarts that say RDY.</summary>
    public int Restarts { get; set; }

    /// <summary>Gets or sets restarts that begin with FF or NUL on the line.</summary>
    public int GlitchedRestarts { get; set; }

    /// <summary>Gets or sets restarts that say nothing.</summary>
    public int SilentRestarts { get; set; }

    /// <summary>Gets or sets power-downs.</summary>
    public int PowerDowns { get; set; }

    /// <summary>Gets or sets lost PDP contexts.</summary>
    public int PdpLosses { get; set; }

    /// <summary>Gets or sets lines that are not about sockets.</summary>
    public int Strangers { get; set; }

    /// <summary>Gets or sets failures of the port.</summary>
    public int PortFailures { get; set; }

    /// <summary>Gets or sets writes that throw in the middle.</summary>
    public int WriteFailures { get; set; }

    /// <summary>Gets or sets how many of a hundred announcements of data are lost. The same holds for what follows.</summary>
    public int LostAnnouncements { get; set; }

    /// <summary>Gets or sets lost results of opening.</summary>
    public int LostOpenResults { get; set; }

    /// <summary>Gets or sets lost lines that a connection is closed.</summary>
    public int LostClosed { get; set; }

    /// <summary>Gets or sets full send buffers.</summary>
    public int FullBuffers { get; set; }

    /// <summary>Gets or sets commands that are refused for no reason.</summary>
    public int Refusals { get; set; }

    /// <summary>Gets or sets connections that take very long.</summary>
    public int LateOpens { get; set; }

    /// <summary>Gets or sets commands that take long.</summary>
    public int SlowAnswers { get; set; }

    /// <summary>Gets a value indicating whether a line that tells of a socket may be lost.</summary>
    public bool LosesLines => LostAnnouncements + LostOpenResults + LostClosed > 0;

    /// <summary>Draws what goes wrong: nothing, one thing, or several.</summary>
    public static Troubles Draw(Chance chance)
    {
        Troubles troubles = new() { LongestStall = chance.Of(3000, 12000, 25000) };
        int kinds = chance.Of(0, 1, 1, 1, 2, 3, 6, 20);

        for (int i = 0; i < kinds; i++)
        {
            troubles.Add(chance, kinds == 1 ? 1 : 2);
        }

        return troubles;
    }

    private void Add(Chance chance, int spread)
    {
        int often = chance.Of(5000, 20000, 60000) * spread;
        int percent = chance.Of(1, 5, 20) / spread + 1;

        switch (chance.Below(17))
        {
            case 0:
                Stalls = often;
                break;
            case 1:
                Restarts = often;
                break;
            case 2:
                GlitchedRestarts = often;
                break;
            case 3:
                SilentRestarts = often;
                break;
            case 4:
                PowerDowns = often;
                break;
            case 5:
                PdpLosses = often;
                break;
            case 6:
            case 7:
                Strangers = chance.Of(50, 300, 300, 1000, 5000);
                break;
            case 8:
                PortFailures = often * 2;
                break;
            case 9:
                WriteFailures = often;
                break;
            case 10:
                LostAnnouncements = percent * 2;
                break;
            case 11:
                LostOpenResults = percent;
                break;
            case 12:
                LostClosed = percent;
                break;
            case 13:
                FullBuffers = percent;
                break;
            case 14:
                Refusals = percent;
                break;
            case 15:
                LateOpens = percent;
                break;
            default:
                SlowAnswers = percent;
                break;
        }
    }
}
