using Cypp.Identity.Data;
using Cypp.Identity.Pages;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Features;

/// <summary>POST /identity/sign-in/role: one role for the session, of those that the person holds.</summary>
internal static class ChooseRole
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/sign-in/role", HandleAsync).WithName("Identity_ChooseRole");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<SignInState> cookie, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await http.FormAsync(cancellationToken);
        if (cookie.ReadFor(http, form) is not { PractitionerId: { } id, SignedInAt: not null, Role: null } state
            || await db.AgencyOfAsync(state.ClientId, cancellationToken) is not { } agency
            || await db.PractitionerOfAsync(agency, id, clock.GetUtcNow(), cancellationToken) is not { } person)
        {
            return SignInPages.Over(http);
        }

        var roles = person.RolesIn(agency, clock.GetUtcNow());
        var role = form["role"].ToString();
        if (!roles.Contains(role))
        {
            return SignInPages.Role(http, state, roles, failed: true);
        }

        var next = state with { Role = role };
        cookie.Write(http, next);
        return NextStep.Return(next);
    }
}
