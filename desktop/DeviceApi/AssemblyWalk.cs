// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoBg95.DeviceApi;

/// <summary>Goes once through every type, member, attribute and method body of an assembly and notes what each uses.</summary>
internal sealed class AssemblyWalk
{
    private readonly MetadataReader _reader;
    private readonly PEReader _image;
    private readonly SignatureNames _names;

    // Where the walk stands.
    private TypeDefinitionHandle _owner;
    private MethodDefinitionHandle _method;
    private string _where = "";
    private bool _isAfterZero;

    public AssemblyWalk(PEReader image)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _names = new SignatureNames(handle => Note(UseKind.Signature, handle));

        _where = "the assembly";
        Attributes(_reader.GetAssemblyDefinition().GetCustomAttributes());
        Attributes(_reader.GetModuleDefinition().GetCustomAttributes());
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            _owner = handle;
            WalkType(_reader.GetTypeDefinition(handle), SignatureNames.Name(_reader, handle));
        }
    }

    public MetadataReader Reader => _reader;

    public List<Use> Uses { get; } = [];

    public List<Shape> Shapes { get; } = [];

    public List<Step> Steps { get; } = [];

    private void WalkType(TypeDefinition type, string name)
    {
        _where = name;
        Note(UseKind.Signature, type.BaseType);
        Attributes(type.GetCustomAttributes());
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            Note(UseKind.Signature, _reader.GetInterfaceImplementation(handle).Interface);
        }

        foreach (MethodImplementationHandle handle in type.GetMethodImplementations())
        {
            Note(UseKind.Code, _reader.GetMethodImplementation(handle).MethodDeclaration);
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = _reader.GetFieldDefinition(handle);
            _where = name + "." + _reader.GetString(field.Name);
            AddShape(field.DecodeSignature(_names, null));
            Attributes(field.GetCustomAttributes());
        }

        foreach (PropertyDefinitionHandle handle in type.GetProperties())
        {
            PropertyDefinition property = _reader.GetPropertyDefinition(handle);
            _where = name + "." + _reader.GetString(property.Name);
            Attributes(property.GetCustomAttributes());
        }

        foreach (EventDefinitionHandle handle in type.GetEvents())
        {
            EventDefinition definition = _reader.GetEventDefinition(handle);
            _where = name + "." + _reader.GetString(definition.Name);
            Note(UseKind.Signature, definition.Type);
            Attributes(definition.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            _method = handle;
            WalkMethod(_reader.GetMethodDefinition(handle), name);
        }

        _method = default;
    }

    private void WalkMethod(MethodDefinition method, string typeName)
    {
        _where = typeName + "." + _reader.GetString(method.Name);
        MethodSignature<string> signature = method.DecodeSignature(_names, null);
        AddShape(signature.ReturnType);
        AddShapes(signature.ParameterTypes);
        Attributes(method.GetCustomAttributes());
        foreach (ParameterHandle handle in method.GetParameters())
        {
            Attributes(_reader.GetParameter(handle).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            AddShapes(_reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null));
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Note(UseKind.Code, region.CatchType);
        }

        foreach (Instruction instruction in IlReader.Read(body))
        {
            Steps.Add(new Step(_owner, _where, instruction.OpCode.Name!));
            if (instruction.Token.Kind is not (HandleKind.UserString or HandleKind.StandaloneSignature))
            {
                Note(UseKind.Code, instruction.Token);
            }

            _isAfterZero = instruction.OpCode.Name == "ldc.i4.0";
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            Note(UseKind.Attribute, _reader.GetCustomAttribute(handle).Constructor);
        }
    }

    /// <summary>Notes a use, and what it is made of: the arguments of a generic, the element of an array, the parent of a member.</summary>
    private void Note(UseKind kind, EntityHandle target)
    {
        if (target.IsNil)
        {
            return;
        }

        Uses.Add(new Use(_owner, _where, _method, kind, target, _isAfterZero));
        switch (target.Kind)
        {
            case HandleKind.TypeSpecification:
                AddShape(_reader.GetTypeSpecification((TypeSpecificationHandle)target).DecodeSignature(_names, null));
                break;

            case HandleKind.MethodSpecification:
                MethodSpecification specification = _reader.GetMethodSpecification((MethodSpecificationHandle)target);
                Note(kind, specification.Method);
                specification.DecodeSignature(_names, null);
                break;

            case HandleKind.MemberReference:
                MemberReference member = _reader.GetMemberReference((MemberReferenceHandle)target);
                if (member.Parent.Kind is HandleKind.TypeSpecification)
                {
                    Note(kind, member.Parent);
                }

                if (member.GetKind() == MemberReferenceKind.Field)
                {
                    AddShape(member.DecodeFieldSignature(_names, null));
                }

                break;
        }
    }

    private void AddShapes(ImmutableArray<string> texts)
    {
        foreach (string text in texts)
        {
            AddShape(text);
        }
    }

    private void AddShape(string text)
    {
        Shapes.Add(new Shape(_owner, _where, text));
    }
}
