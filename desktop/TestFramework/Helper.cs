// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace nanoFramework.TestFramework;

/// <summary>The rule that a method with data rows is not run without arguments as well.</summary>
public static class Helper
{
    /// <summary>Drops the test-method attribute when there is a data row beside it.</summary>
    public static object[] RemoveTestMethodIfDataRowExists(object[] attribs)
    {
        bool hasDataRow = Array.Exists(attribs, static a => a is DataRowAttribute);

        return hasDataRow ? Array.FindAll(attribs, static a => a is not TestMethodAttribute) : attribs;
    }
}
