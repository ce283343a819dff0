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
/// <param name="Cluster">The cluster in which the agency works, for early help and schools.</param>
/// <param name="ClientId">The agency's system that signed in.</param>
public sealed record CurrentPractitioner(Guid PractitionerId, string Role, Guid AgencyId, string AgencyType, string ClientId, string? Cluster = null, string? Acr = null)
{
    public static ValueTask<CurrentPractitioner?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CurrentPractitioner?>(From(context.User));

    /// <exception cref="InvalidOperationException">The token, although valid, does not name who acts.</exception>
    public static CurrentPractitioner From(ClaimsPrincipal user)
    {
        string Claim(string type) => user.FindFirst(type)?.Value ?? throw new InvalidOperationException($"The token has no {type}.");
        return new(
            Guid.Parse(Claim("practitioner_id")), Claim("practitioner_role"), Guid.Parse(Claim("agency")), Claim("agency_type"), Claim("client_id"),
            user.FindFirst("cluster")?.Value, user.FindFirst("acr")?.Value);
    }
}
