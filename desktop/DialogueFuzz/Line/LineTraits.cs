// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What the line between the driver and the module is like.</summary>
internal sealed class LineTraits
{
    // As fast as a pipe.
    private const int Instant = 10000000;

    // 450 characters of ten bits a second: the ring holds 22 ms of the line, as the board's own does at 115200.
    private const int LeastTime = 450;

    /// <summary>Gets or sets the speed.</summary>
    public int BaudRate { get; set; } = 115200;

    /// <summary>Gets or sets how many bytes the receive ring holds; what comes then is lost.</summary>
    public int Capacity { get; set; } = 2048;

    /// <summary>Gets or sets a value indicating whether RTS stops the module, once that has been told to look at it.</summary>
    public bool HasFlowControl { get; set; }

    /// <summary>Gets or sets the largest piece in which the UART hands over what has come, 1 to 120 bytes.</summary>
    public int LargestPiece { get; set; } = 120;

    /// <summary>Gets or sets a value indicating whether a write lasts until the bytes are out.</summary>
    public bool WritesLast { get; set; }

    /// <summary>Gets or sets a value indicating whether closing lets a read go by an exception, not by a return of 0.</summary>
    public bool CloseThrows { get; set; }

    /// <summary>Gets or sets once in how many reads a byte that comes does not wake the reader until another comes; 0 for never.</summary>
    public int LostWakeUps { get; set; }

    /// <summary>Gets or sets once in how many pieces the module pauses in the middle of what it says; 0 for never.</summary>
    public int Pauses { get; set; }

    /// <summary>Gets or sets once in how many bytes one is lost, 0 for never.</summary>
    public int Losses { get; set; }

    /// <summary>Gets or sets once in how many bytes one has a wrong bit, 0 for never.</summary>
    public int Flips { get; set; }

    /// <summary>Gets or sets once in how many bytes one comes twice, 0 for never.</summary>
    public int Doubles { get; set; }

    /// <summary>Gets or sets once in how many pieces FF or NUL comes where nobody has sent it, 0 for never.</summary>
    public int Glitches { get; set; }

    /// <summary>Gets a value indicating whether bytes may differ from what was sent.</summary>
    public bool Damages => Losses + Flips + Doubles + Glitches > 0;

    /// <summary>
    /// Gets a value indicating whether nothing can tell that a payload is not what was sent: the line has no checksum, and a
    /// wrong byte, or one more and one less, leaves a payload as long as it was.
    /// </summary>
    public bool DamagesUnseen => Flips + Doubles + Glitches > 0;

    /// <summary>Draws a line.</summary>
    public static LineTraits Draw(Chance chance, bool damages)
    {
        LineTraits traits = new()
        {
            BaudRate = chance.Of(9600, 115200, 115200, 115200, 460800, 921600, Instant),
            Capacity = chance.Of(256, 512, 2048, 2048, 2048, 4096),
            HasFlowControl = chance.Percent(40),
            LargestPiece = chance.Of(1, 7, 16, 64, 120, 120, 120),
            WritesLast = chance.Percent(50),
            CloseThrows = chance.Percent(50),
            LostWakeUps = chance.Percent(15) ? chance.Of(5, 20, 100) : 0,
            Pauses = chance.Percent(30) ? 50 : 0,
        };

        // A board that reads at all reads within some milliseconds; here as much must not be lost that comes in one moment.
        int least = traits.BaudRate == Instant ? 65536 : traits.BaudRate / LeastTime;
        traits.Capacity = traits.Capacity > least ? traits.Capacity : least;

        if (damages)
        {
            int rate = chance.Of(300, 1000, 4000);
            traits.Losses = rate;

            if (chance.Percent(40))
            {
                traits.Losses = chance.Percent(50) ? rate : 0;
                traits.Flips = chance.Percent(60) ? rate : 0;
                traits.Doubles = chance.Percent(40) ? rate * 2 : 0;
                traits.Glitches = 50;
            }
        }

        return traits;
    }
}
