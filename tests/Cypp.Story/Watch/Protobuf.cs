using System.Buffers.Binary;
using System.Text;

namespace Cypp.Story.Watch;

/// <summary>A field of a protobuf message as it is on the wire (protobuf.dev, "Encoding").</summary>
/// <param name="Value">Of a number.</param>
/// <param name="Bytes">Of a text, bytes, an inner message or packed numbers.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public double AsDouble => BitConverter.UInt64BitsToDouble(Value);

    public string AsText => Encoding.UTF8.GetString(Bytes.Span);

    public string AsHex => Convert.ToHexStringLower(Bytes.Span);

    /// <summary>Numbers of eight bytes, one behind the other.</summary>
    public IEnumerable<ulong> Packed()
    {
        for (var at = 0; at + 8 <= Bytes.Length; at += 8)
        {
            yield return BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[at..]);
        }
    }

    public IEnumerable<ProtobufField> Fields() => Protobuf.Read(Bytes);
}

internal static class Protobuf
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Delimited = 2;
    private const int FourBytes = 5;

    /// <exception cref="InvalidDataException">It is no protobuf message.</exception>
    public static IEnumerable<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = ReadVarint(message, ref at);
            var number = (int)(key >> 3);
            switch ((int)(key & 7))
            {
                case Varint:
                    yield return new(number, ReadVarint(message, ref at), default);
                    break;
                case EightBytes:
                    yield return new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), message.Slice(at, 8));
                    at += 8;
                    break;
                case Delimited:
                    var length = (int)ReadVarint(message, ref at);
                    yield return new(number, 0, message.Slice(at, length));
                    at += length;
                    break;
                case FourBytes:
                    yield return new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), message.Slice(at, 4));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException("That is no protobuf message.");
            }
        }
    }

    private static ulong ReadVarint(ReadOnlyMemory<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = message.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("That is no protobuf number.");
    }
}
