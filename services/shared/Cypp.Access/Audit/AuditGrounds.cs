using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Cypp.Audit;
using Cypp.Contracts;

namespace Cypp.Access.Audit;

/// <summary>What a policy says about an act without being asked each time (AU-1).</summary>
internal static class AuditGrounds
{
    private static readonly ConditionalWeakTable<Policy, string> Versions = [];

    /// <summary>The basis of child protection rests on DPA 2018 Schedule 1 paragraph 18; all else here is public task.</summary>
    public static string BasisOf(string purpose) => purpose == Purposes.Safeguarding ? LawfulBases.Safeguarding : LawfulBases.PublicTask;

    /// <summary>Begins the hash of the policy's own words: the same as long as they say the same, on every replica.</summary>
    public static string VersionOf(Policy policy) => Versions.GetValue(policy, static words => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(
    [
        new("name", words.Name), new("purpose", words.Purpose), new("roles", string.Join(' ', words.Roles.Order(StringComparer.Ordinal))),
    ])))[..16]);
}
