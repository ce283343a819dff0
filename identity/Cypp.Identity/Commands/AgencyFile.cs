using System.Text.Json;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Http;

namespace Cypp.Identity.Commands;

/// <summary>The file that <c>agency import</c> reads.</summary>
internal static class AgencyFile
{
    /// <param name="Cluster">Left out for city-wide agencies.</param>
    /// <param name="SignsWithPkcs1">Its system knows RS256 and RS512 only.</param>
    /// <param name="ContractEndsOn">Left out where no end is agreed.</param>
    /// <param name="Jwk">Public key of the agency's system.</param>
    private sealed record Entry(Guid Id, string Name, string Type, string[] Roles, string ClientId, JsonElement Jwk, string? Cluster = null, bool SignsWithPkcs1 = false,
        DateOnly? ContractEndsOn = null);

    private static readonly JsonSerializerOptions Strict = Options();

    /// <exception cref="JsonException">Not such an array.</exception>
    public static IEnumerable<RegisterAgency.Request> Read(string json) =>
        (JsonSerializer.Deserialize<Entry[]>(json, Strict) ?? throw new JsonException("The file holds no array of agencies."))
        .Select(entry => new RegisterAgency.Request(
            entry.Id, entry.Name, entry.Type, entry.Cluster, entry.Roles, entry.ClientId, [PublicKeys.Read(entry.Jwk.GetRawText())], entry.SignsWithPkcs1,
            ContractEndsOn: entry.ContractEndsOn));

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
