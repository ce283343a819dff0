using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Cypp.Access;

/// <summary>
/// Who acts, from the validated token and nowhere else: a person of an agency, in one role. A handler takes it as a
/// parameter.
/// </summary>
/// <param name="AgencyType">school, early-help, police, social-care, health, education-authority, lscb or platform.</param>
/// <param name="Acr">How surely the person was recognised (RFC 9068 section 2.2.1), when the token says it.</param>
/// <param name="MayOverride">Two people have granted that the person may break the glass (AZ-5).</param>
/// <param name="SignedInAt">When the person last showed who they are (OpenID Connect <c>auth_time</c>); null: a system says who acts.</param>
/// <param name="Cluster">The cluster in which the agency works, for early help and schools.</param>
/// <param name="ClientId">The agency's system that signed in.</param>
public sealed record CurrentPractitioner(Guid PractitionerId, string Role, Guid AgencyId, string AgencyType, string ClientId, string? Cluster = null, string? Acr = null, DateTimeOffset? SignedInAt = null,
    bool MayOverride = false)
{
    public static ValueTask<CurrentPractitioner?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CurrentPractitioner?>(From(context.User));

    /// <exception cref="InvalidOperationException">The token, although valid, does not name who acts.</exception>
    public static CurrentPractitioner From(ClaimsPrincipal user) =>
        TryFrom(user) ?? throw new InvalidOperationException("The token does not name who acts.");

    public static CurrentPractitioner? TryFrom(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("practitioner_id")?.Value, out var practitionerId)
        && Guid.TryParse(user.FindFirst("agency")?.Value, out var agencyId)
        && user.FindFirst("practitioner_role")?.Value is { Length: > 0 } role
        && user.FindFirst("agency_type")?.Value is { Length: > 0 } agencyType
        // Where a person signed in, sub is the person and azp the system; else the system itself is sub.
        && (user.FindFirst("azp") ?? user.FindFirst("sub"))?.Value is { Length: > 0 } clientId
            ? new(practitionerId, role, agencyId, agencyType, clientId, user.FindFirst("cluster")?.Value, user.FindFirst("acr")?.Value, SignedIn(user),
                user.HasClaim("may_override", "true"))
            : null;

    private static DateTimeOffset? SignedIn(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
