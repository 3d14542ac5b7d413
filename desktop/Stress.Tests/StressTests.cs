// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Bg95Ssl;
using Xunit;

namespace Stress.Tests;

/// <summary>
/// A fixed set of seeds, each with another number of threads. STRESS_SEEDS, such as 1..50, runs others; STRESS_SECONDS says how long
/// each one lasts.
/// </summary>
public sealed class StressTests
{
    private const int DefaultSeconds = 6;

    // What only a serial port and a calendar of the system's can show.
    private static readonly HashSet<string> s_notHere = ["SerialPortTransport", "ITransport", "TimeSource", "Signal"];

    [Fact]
    public void EveryMember_FromManyThreads_NothingBreaks()
    {
        string[] range = (Environment.GetEnvironmentVariable("STRESS_SEEDS") ?? "1..6").Split("..");
        int first = int.Parse(range[0], CultureInfo.InvariantCulture);
        int last = int.Parse(range[^1], CultureInfo.InvariantCulture);
        string seconds = Environment.GetEnvironmentVariable("STRESS_SECONDS") ?? DefaultSeconds.ToString(CultureInfo.InvariantCulture);
        ConcurrentDictionary<string, int> done = new();
        Stopwatch watch = Stopwatch.StartNew();
        int calls = 0;

        for (int seed = first; seed <= last; seed++)
        {
            int threads = 2 + (seed * 2 % 12);
            using StressRun run = new(seed);
            run.Run(threads, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
            Assert.True(run.Faults.Count == 0, $"STRESS_SEEDS={seed} ({threads} threads)\n{string.Join('\n', run.Faults)}\n{run.Log}");
            calls += run.Thrown.Values.Sum();
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {threads} threads: {string.Join(", ", run.Thrown.OrderByDescending(each => each.Value).Select(each => $"{each.Value} {(each.Key.Length > 0 ? each.Key : "ok")}"))}");

            foreach ((string name, int count) in run.Done)
            {
                done.AddOrUpdate(name, count, (_, before) => before + count);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls in {watch.Elapsed.TotalSeconds:0} s; of each: {string.Join(", ", done.Select(each => $"{each.Key} {each.Value}"))}");
    }

    [Fact]
    public void EveryMember_OfTheLibrary_IsCalledByTheStress()
    {
        HashSet<string> called = CalledMembers();
        List<string> missing = [];

        foreach (Type type in typeof(Bg95Modem).Assembly.GetExportedTypes())
        {
            if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type) || s_notHere.Contains(type.Name))
            {
                continue;
            }

            foreach (MethodBase member in Declared(type))
            {
                string name = $"{type.Name}.{member.Name}";

                if (!called.Contains(name) && !IsOverrideCalledByItsBase(member, called))
                {
                    missing.Add(name);
                }
            }
        }

        Assert.Empty(missing);
    }

    private static IEnumerable<MethodBase> Declared(Type type)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMethods(Flags).Cast<MethodBase>().Concat(type.GetConstructors(Flags));
    }

    // stream.Read is a call of Stream.Read in the metadata, ToString one of Object's.
    private static bool IsOverrideCalledByItsBase(MethodBase member, HashSet<string> called)
    {
        return member is MethodInfo method && method.GetBaseDefinition() is MethodInfo origin && origin != method
            && called.Contains($"{origin.DeclaringType!.Name}.{method.Name}");
    }

    private static HashSet<string> CalledMembers()
    {
        HashSet<string> called = [];
        using FileStream file = File.OpenRead(typeof(StressTests).Assembly.Location);
        using PEReader portable = new(file);
        MetadataReader reader = portable.GetMetadataReader();

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference reference = reader.GetMemberReference(handle);

            if (reference.Parent.Kind == HandleKind.TypeReference)
            {
                TypeReference type = reader.GetTypeReference((TypeReferenceHandle)reference.Parent);
                called.Add($"{reader.GetString(type.Name)}.{reader.GetString(reference.Name)}");
            }
        }

        return called;
    }
}
