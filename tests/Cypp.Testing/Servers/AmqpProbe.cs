using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Cypp.Testing.Servers;

/// <summary>
/// Asks whether a broker speaks AMQP 0-9-1: it must answer the protocol header with Connection.Start.
/// An open port alone is too early a sign.
/// </summary>
internal static class AmqpProbe
{
    private const byte MethodFrame = 1;
    private const int FrameHeaderLength = 7;
    private const uint ConnectionStart = (10 << 16) | 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly byte[] ProtocolHeader = "AMQP\0\0\u0009\u0001"u8.ToArray();

    public static async Task<bool> AnswersAsync(int port, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync(ProtocolHeader, limit.Token);
            var frame = new byte[FrameHeaderLength + sizeof(uint)];
            await stream.ReadExactlyAsync(frame, limit.Token);
            return frame[0] == MethodFrame
                && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(FrameHeaderLength)) == ConnectionStart;
        }
        catch (Exception silent) when (silent is SocketException or IOException
            || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
