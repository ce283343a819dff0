using System.Security.Claims;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Protocol;

/// <summary>That two people have granted this person to break the glass (AZ-3, AZ-5); true or absent. No system's token has it.</summary>
internal static class OverrideClaim
{
    public const string Name = "may_override";

    public static ClaimsIdentity SetMayOverride(this ClaimsIdentity identity, bool mayOverride)
    {
        identity.RemoveClaims(Name);
        return mayOverride ? identity.SetClaim(Name, true) : identity;
    }
}
