using Cypp.Identity.Data;
using Cypp.Identity.Pages;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Features;

/// <summary>POST /identity/sign-in/code: second step; the last where the person holds one role.</summary>
internal static class EnterCode
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/sign-in/code", HandleAsync).WithName("Identity_EnterCode");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<SignInState> cookie, SignInCheck check, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await http.FormAsync(cancellationToken);
        if (cookie.ReadFor(http, form) is not { PractitionerId: { } id, SignedInAt: null } state)
        {
            return SignInPages.Over(http);
        }

        var code = form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (await check.CodeAsync(state.ClientId, id, code, CallerAddress.Of(http), cancellationToken) is not { } person
            || await db.AgencyOfAsync(state.ClientId, cancellationToken) is not { } agency)
        {
            return SignInPages.Code(http, state, failed: true);
        }

        var now = clock.GetUtcNow();
        var roles = person.RolesIn(agency, now);
        var next = state with { SignedInAt = now.ToUnixTimeSeconds(), Role = roles.Count == 1 ? roles[0] : null };
        cookie.Write(http, next);
        return next.Role is null ? NextStep.Show() : NextStep.Return(next);
    }
}
