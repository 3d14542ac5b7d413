// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Reflection;
using System.Reflection.Emit;

namespace NanoBg95.DeviceTests;

/// <summary>
/// Calls a test method as the launcher on the board does: without an object. A test class that keeps state in instance
/// fields fails here as it fails there.
/// </summary>
internal static class DeviceCall
{
    private delegate void Call(object?[] arguments);

    /// <summary>Calls the method with a null this; what it throws comes out as it is.</summary>
    public static void Invoke(MethodInfo method, object?[] arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length != arguments.Length)
        {
            throw new ArgumentException($"{method.Name} takes {parameters.Length} arguments, its row has {arguments.Length}.");
        }

        // Reflection refuses a null object; the opcode call does not look at it.
        DynamicMethod caller = new(method.Name, typeof(void), [typeof(object[])], typeof(DeviceCall).Module, skipVisibility: true);
        ILGenerator il = caller.GetILGenerator();
        if (!method.IsStatic)
        {
            il.Emit(OpCodes.Ldnull);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        if (method.ReturnType != typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
        caller.CreateDelegate<Call>()(arguments);
    }
}
