// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>The XML documentation that the compiler writes beside each library.</summary>
internal static class ApiDocs
{
    private static readonly Dictionary<string, HashSet<string>> s_exceptions = new[] { "Bg95Ssl", "Bg95Cellular", "Bg95Http", "Bg95Mqtt", "Bg95Mqtt.M2Mqtt" }
        .SelectMany(name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Elements("exception").Select(each => each.Attribute("cref")!.Value[2..]).ToHashSet());

    /// <summary>Says whether the documentation of a member names an exception, or a base class of it other than <see cref="Exception"/>.</summary>
    public static bool IsNamed(MethodBase member, Type exception)
    {
        HashSet<string> named = s_exceptions.GetValueOrDefault(IdOf(member)) ?? [];

        for (Type? type = exception; type is not null && type != typeof(Exception) && type != typeof(SystemException); type = type.BaseType)
        {
            if (named.Contains(type.FullName!))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the id that the compiler has for a method, a constructor, or the property that an accessor is of.</summary>
    public static string IdOf(MethodBase member)
    {
        bool isAccessor = member.IsSpecialName && !member.IsConstructor;
        string name = member.IsConstructor ? "#ctor" : isAccessor ? member.Name[4..] : member.Name;
        IEnumerable<ParameterInfo> parameters = member.GetParameters();

        if (isAccessor && member.Name.StartsWith("set_", StringComparison.Ordinal))
        {
            parameters = parameters.SkipLast(1);
        }

        string list = string.Join(',', parameters.Select(each => each.ParameterType.FullName!.Replace('+', '.').Replace('&', '@')));
        return $"{(isAccessor ? 'P' : 'M')}:{member.DeclaringType!.FullName!.Replace('+', '.')}.{name}{(list.Length == 0 ? string.Empty : $"({list})")}";
    }
}
