namespace Cypp.Identity.Domain;

/// <summary>Algorithms (RFC 7518 section 3.1) with which a client may sign its assertion (ID-1).</summary>
internal static class AssertionAlgorithms
{
    public static readonly IReadOnlyList<string> ForEveryone = ["PS256", "PS512", "ES256", "ES384"];

    /// <summary>For clients that are flagged (<see cref="AgencyClient.SignsWithPkcs1"/>) besides.</summary>
    public static readonly IReadOnlyList<string> Pkcs1 = ["RS256", "RS512"];

    public static bool Allow(string? algorithm, bool signsWithPkcs1) =>
        algorithm is not null && (ForEveryone.Contains(algorithm) || (signsWithPkcs1 && Pkcs1.Contains(algorithm)));
}
