using System.Security.Cryptography;
using System.Text;

namespace Cypp.Story.Agencies;

/// <summary>A made-up partner agency of the synthetic city.</summary>
/// <param name="Code">Kebab-case; its ids are derived from it, so that every start has the same.</param>
public sealed record DemoAgency(string Code, string Name, string Type, string? Cluster, params IReadOnlyList<string> Roles)
{
    public Guid Id { get; } = Named("agency/" + Code);

    public string ClientId => Code + "-system";

    /// <summary>A made-up person of the agency, the same at every start.</summary>
    public Guid Practitioner(string role, int number = 1) => Named($"practitioner/{Code}/{role}/{number}");

    /// <summary>An id from a name (RFC 9562 version 8).</summary>
    public static Guid Named(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("cypp-synthetic-city/" + name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
