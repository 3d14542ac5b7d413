// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace SpeedPlots;

/// <summary>Computes all figures of docs/speed.md and writes them into its tables and charts. It takes some seconds.</summary>
internal static class Program
{
    public static int Main()
    {
        string root = SpeedPage.FindRoot(AppContext.BaseDirectory);
        Figures figures = Figures.Compute();
        string page = Path.Combine(root, SpeedPage.Path);
        File.WriteAllText(page, SpeedPage.WithTables(File.ReadAllText(page), figures.Tables()));
        Console.WriteLine(SpeedPage.Path);
        Directory.CreateDirectory(Path.Combine(root, SpeedPage.ChartFolder));

        foreach ((string name, string svg) in Charts.Draw(figures))
        {
            string path = Path.Combine(SpeedPage.ChartFolder, name);
            File.WriteAllText(Path.Combine(root, path), svg);
            Console.WriteLine($"{path}, {svg.Length} bytes");
        }

        return 0;
    }
}
