using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Cypp.Testing.Servers;

/// <summary>Loopback TCP ports for servers that come and go.</summary>
/// <remarks>
/// They lie below the kernel's range for outgoing connections. From inside that range a client could be
/// given a stopped server's port, even connect to itself while it retries, and the server could not return.
/// </remarks>
public static class FreePort
{
    private const int Lowest = 10_000;
    private const int Attempts = 1_000;

    // Until its server starts, a port is free for the next caller too.
    private static readonly ConcurrentDictionary<int, byte> Given = new();

    public static int Next() => Next(1)[0];

    /// <summary>Several different ports, free at the moment of the call and given to no other caller of this process.</summary>
    public static IReadOnlyList<int> Next(int count)
    {
        var ports = new HashSet<int>();
        var end = Math.Max(FirstOutgoingPort(), Lowest + 10 * Attempts);
        for (var attempt = 0; attempt < Attempts && ports.Count < count; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, end);
            if (IsFree(port) && Given.TryAdd(port, 0))
            {
                ports.Add(port);
            }
        }

        return ports.Count == count
            ? [.. ports]
            : throw new InvalidOperationException($"no {count} free loopback ports found in {Attempts} attempts");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FirstOutgoingPort()
    {
        const string range = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(range)
            ? int.Parse(File.ReadAllText(range).Split()[0], CultureInfo.InvariantCulture)
            : 32_768;
    }
}
