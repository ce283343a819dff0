using Cypp.Identity.Data;
using Cypp.Identity.Pages;
using Cypp.Identity.Protocol;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Features;

/// <summary>GET /identity/sign-in: the step at which the person is.</summary>
internal static class ShowSignIn
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/sign-in", HandleAsync).WithName("Identity_ShowSignIn");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<SignInState> cookie, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken) =>
        cookie.Read(http) switch
        {
            null => SignInPages.Over(http),
            { PractitionerId: null } state => SignInPages.Password(http, state),
            { SignedInAt: null } state => SignInPages.Code(http, state),
            { Role: not null } state => NextStep.Return(state),
            { PractitionerId: { } id } state => await db.AgencyOfAsync(state.ClientId, cancellationToken) is { } agency
                && await db.PractitionerOfAsync(agency, id, clock.GetUtcNow(), cancellationToken) is { } person
                    ? SignInPages.Role(http, state, person.RolesIn(agency, clock.GetUtcNow()))
                    : SignInPages.Over(http),
        };
}
