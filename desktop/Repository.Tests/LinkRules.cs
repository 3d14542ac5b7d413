// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBg95.Repository.Tests;

/// <summary>
/// Links of the pages into the repository: the file or folder is there, and the heading. The README is the packages' page, too, where only whole addresses
/// lead anywhere.
/// </summary>
internal static partial class LinkRules
{
    private const string Readme = "README.md";
    private const string Project = "https://github.com/nanoBg95/nanoBg95";

    private static readonly string[] s_files =
        [Project + "/blob/main/", Project + "/tree/main/", "https://raw.githubusercontent.com/nanoBg95/nanoBg95/main/"];

    // Pages of the site that are no files.
    private static readonly string[] s_pages = ["/security/advisories/new"];

    public static IEnumerable<string> Check(RepositoryFiles files)
    {
        return files.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal) || path.StartsWith(".github/ISSUE_TEMPLATE/", StringComparison.Ordinal))
            .SelectMany(page => Targets(files[page]).SelectMany(link => Check(files, page, link)));
    }

    private static IEnumerable<string> Targets(string text)
    {
        return Link().Matches(WithoutCode(text)).Select(match => match.Groups[1].Value).Concat(Url().Matches(text).Select(match => match.Groups[1].Value));
    }

    private static IEnumerable<string> Check(RepositoryFiles files, string page, string link)
    {
        string[] parts = link.Split('#');
        string target;
        if (s_files.FirstOrDefault(begin => link.StartsWith(begin, StringComparison.Ordinal)) is { } begin)
        {
            target = parts[0][begin.Length..].TrimEnd('/');
        }
        else if (parts[0] == Project)
        {
            target = Readme;
        }
        else if (link.Contains(':', StringComparison.Ordinal))
        {
            if (link.StartsWith(Project + "/", StringComparison.Ordinal) && !IsPage(files, link[Project.Length..]))
            {
                yield return $"{page} links to {link}, which does not exist";
            }

            yield break;
        }
        else if (page == Readme)
        {
            yield return $"{page} links to {link}, which leads nowhere on a package's page";
            yield break;
        }
        else
        {
            target = parts[0].Length == 0 ? page : new Uri(new Uri("file:///" + page), parts[0]).AbsolutePath.Trim('/');
        }

        bool isFile = files.Has(target) || File.Exists(Path.Combine(RepositoryFiles.Root, target));
        if (!isFile && !files.Paths.Any(path => path.StartsWith(target + "/", StringComparison.Ordinal)))
        {
            yield return $"{page} links to {link}, which does not exist";
        }
        else if (parts.Length > 1 && !(files.Has(target) && Anchors(files[target]).Contains(parts[1])))
        {
            yield return $"{page} links to {link}, whose heading does not exist";
        }
    }

    // A workflow's page and badge.
    private static bool IsPage(RepositoryFiles files, string path)
    {
        string workflow = path.Replace("/badge.svg", string.Empty, StringComparison.Ordinal).Replace("/actions/workflows/", ".github/workflows/", StringComparison.Ordinal);
        return s_pages.Contains(path) || files.Has(workflow);
    }

    /// <summary>The anchors that the site makes of a page's headings.</summary>
    private static HashSet<string> Anchors(string text)
    {
        HashSet<string> anchors = [];
        foreach (Match heading in Heading().Matches(WithoutCode(text)))
        {
            StringBuilder name = new();
            foreach (char c in heading.Groups[1].Value.Trim().ToLowerInvariant())
            {
                name.Append(c == ' ' ? "-" : char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : string.Empty);
            }

            string anchor = name.ToString();
            for (int i = 1; !anchors.Add(anchor); i++)
            {
                anchor = $"{name}-{i}";
            }
        }

        return anchors;
    }

    private static string WithoutCode(string text) => Fenced().Replace(text.ReplaceLineEndings("\n"), string.Empty);

    [GeneratedRegex("\\]\\(([^)\\s]+)")]
    private static partial Regex Link();

    // In an issue form.
    [GeneratedRegex("^\\s*url: (\\S+)", RegexOptions.Multiline)]
    private static partial Regex Url();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
