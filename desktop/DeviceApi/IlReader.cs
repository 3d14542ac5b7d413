// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace NanoBg95.DeviceApi;

/// <summary>One instruction: its opcode, and the token it names or nil.</summary>
internal readonly record struct Instruction(OpCode OpCode, EntityHandle Token);

/// <summary>Splits the bytes of a method body into instructions.</summary>
internal static class IlReader
{
    private static readonly Dictionary<short, OpCode> s_opCodes = LoadOpCodes();

    public static IEnumerable<Instruction> Read(MethodBodyBlock body)
    {
        BlobReader reader = body.GetILReader();
        List<Instruction> instructions = [];
        while (reader.RemainingBytes > 0)
        {
            short value = reader.ReadByte();
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | reader.ReadByte()));
            }

            if (!s_opCodes.TryGetValue(value, out OpCode opCode))
            {
                throw new BadImageFormatException($"Opcode {value:X} is not known.");
            }

            instructions.Add(new Instruction(opCode, ReadOperand(ref reader, opCode.OperandType)));
        }

        return instructions;
    }

    private static EntityHandle ReadOperand(ref BlobReader reader, OperandType kind)
    {
        switch (kind)
        {
            case OperandType.InlineField:
            case OperandType.InlineMethod:
            case OperandType.InlineSig:
            case OperandType.InlineTok:
            case OperandType.InlineType:
                return MetadataTokens.EntityHandle(reader.ReadInt32());

            case OperandType.InlineNone:
                break;

            case OperandType.ShortInlineBrTarget:
            case OperandType.ShortInlineI:
            case OperandType.ShortInlineVar:
                reader.ReadByte();
                break;

            case OperandType.InlineVar:
                reader.ReadInt16();
                break;

            case OperandType.InlineI8:
            case OperandType.InlineR:
                reader.ReadInt64();
                break;

            case OperandType.InlineSwitch:
                for (int count = reader.ReadInt32(); count > 0; count--)
                {
                    reader.ReadInt32();
                }

                break;

            default:
                reader.ReadInt32();
                break;
        }

        return default;
    }

    private static Dictionary<short, OpCode> LoadOpCodes()
    {
        Dictionary<short, OpCode> opCodes = [];
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            OpCode opCode = (OpCode)field.GetValue(null)!;
            opCodes[opCode.Value] = opCode;
        }

        return opCodes;
    }
}
