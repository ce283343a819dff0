using System.Collections.Concurrent;
using System.Net;

namespace Cypp.Gateway;

/// <summary>Who is counted together, so that no caller can make the edge remember without end (GW-5).</summary>
internal sealed class Partitions(int most)
{
    private const string Others = "others";
    private readonly ConcurrentDictionary<string, byte> _agencies = new();

    /// <summary>An agency counts alone; only tokens name one, so there are as many as registered. Those beyond the cap share.</summary>
    public string OfAgency(string agency)
    {
        if (!_agencies.ContainsKey(agency) && _agencies.Count >= most)
        {
            return Others;
        }

        _agencies.TryAdd(agency, 0);
        return agency;
    }

    /// <summary>
    /// Addresses share a fixed number of places, found by a hash with a seed of this process: nobody can choose to land beside
    /// another. Of IPv6 the network half counts, for a site may use all the rest (RFC 6177).
    /// </summary>
    public int OfAddress(IPAddress? address)
    {
        var bytes = address is null ? [] : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var hash = new HashCode();
        hash.AddBytes(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
        return (int)((uint)hash.ToHashCode() % (uint)most);
    }
}
