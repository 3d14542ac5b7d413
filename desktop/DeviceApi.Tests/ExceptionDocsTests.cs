// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>
/// Every exception that a call of a public member throws is named in the member's documentation, and names the member's own parameter if any. Each is
/// called with good values and with each value wrong in turn, on a modem that is not open, on a connected socket, and on clients without a connection.
/// </summary>
public class ExceptionDocsTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Types => [.. ApiObjects.Types.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Member_AnyValue_ThrowsOnlyWhatItsDocumentationNames(string name)
    {
        Type type = ApiObjects.Types.Single(each => each.FullName == name);
        List<string> unnamed = [];

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared))
        {
            Check(constructor, arguments => constructor.Invoke(arguments), unnamed);
        }

        if (ApiObjects.CanMake(type))
        {
            foreach (MethodInfo method in type.GetMethods(Declared).Where(method => !method.Attributes.HasFlag(MethodAttributes.SpecialName) || IsAccessor(method)))
            {
                Check(method, arguments => method.Invoke(ApiObjects.Make(type), arguments), unnamed);
            }
        }

        Assert.True(unnamed.Count == 0, string.Join('\n', unnamed.Distinct()));
    }

    [Fact]
    public void Check_ExceptionThatIsNotNamed_IsFound()
    {
        MethodInfo method = typeof(ExceptionDocsTests).GetMethod(nameof(Check_ExceptionThatIsNotNamed_IsFound))!;
        List<string> unnamed = [];

        Check(method, _ => throw new TargetInvocationException(new FormatException()), unnamed);

        Assert.Contains(nameof(FormatException), Assert.Single(unnamed), StringComparison.Ordinal);
    }

    private static bool IsAccessor(MethodInfo method) =>
        method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal);

    // A level is one of the levels; a date that a sum throws is a "value".
    private static bool IsOf(string name, ParameterInfo[] parameters) =>
        name == "value" || parameters.Any(parameter => parameter.Name!.StartsWith(name, StringComparison.Ordinal));

    private static void Check(MethodBase member, Action<object?[]> call, List<string> unnamed)
    {
        ParameterInfo[] parameters = member.GetParameters();
        Try([.. parameters.Select(ApiObjects.Good)]);

        for (int i = 0; i < parameters.Length; i++)
        {
            foreach (object? wrong in ApiObjects.Wrong(parameters[i]))
            {
                object?[] arguments = [.. parameters.Select(ApiObjects.Good)];
                arguments[i] = wrong;
                Try(arguments);
            }
        }

        void Try(object?[] arguments)
        {
            try
            {
                call(arguments);
            }
            catch (TargetInvocationException e) when (e.InnerException is not PortException)
            {
                // Nobody has memory for any length.
                bool isAllowed = e.InnerException is OutOfMemoryException;

                if (e.InnerException is ArgumentException { ParamName: string parameter } && !IsOf(parameter, parameters))
                {
                    unnamed.Add($"{ApiDocs.IdOf(member)} has no parameter {parameter}");
                }

                if (!isAllowed && !ApiDocs.IsNamed(member, e.InnerException!.GetType()))
                {
                    unnamed.Add($"{ApiDocs.IdOf(member)} does not name {e.InnerException}".Split('\n')[0]);
                }
            }
            catch (TargetInvocationException)
            {
                // The port's own exception, which comes through as it is.
            }
        }
    }
}
