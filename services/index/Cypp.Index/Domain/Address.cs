using System.Text.RegularExpressions;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>Where a child lives: lines, postcode, and the cluster of residence, the geography of published figures.</summary>
internal sealed partial record Address(IReadOnlyList<string> Lines, Postcode Postcode, string ResidenceCluster)
{
    public const int LineLength = 100;
    public const int MaximumLines = 6;
    public const int ClusterLength = 50;

    /// <returns>What is wrong with it, or null and the address.</returns>
    public static Error? Read(IReadOnlyList<string> lines, string postcode, string residenceCluster, out Address? address)
    {
        address = null;
        if (lines.Count is 0 or > MaximumLines || lines.Any(line => line.Trim() is not { Length: > 0 and <= LineLength }))
        {
            return ChildErrors.AddressInvalid;
        }

        if (!Postcode.TryParse(postcode, out var parsed))
        {
            return ChildErrors.PostcodeInvalid;
        }

        if (residenceCluster.Length > ClusterLength || !ClusterForm().IsMatch(residenceCluster))
        {
            return ChildErrors.ClusterInvalid;
        }

        address = new Address([.. lines.Select(line => line.Trim())], parsed, residenceCluster);
        return null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ClusterForm();
}
