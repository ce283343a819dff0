using Cypp.Identity.Pages;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Features;

/// <summary>GET /identity/enrol: a person who was registered comes with the enrolment code.</summary>
internal static class BeginEnrolment
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/enrol", Handle).WithName("Identity_BeginEnrolment");

    private static IResult Handle(HttpContext http, SealedCookie<EnrolmentState> cookie)
    {
        var state = new EnrolmentState(SealedCookie<EnrolmentState>.NewForm(), cookie.EndsAt);
        cookie.Write(http, state);
        return EnrolmentPages.Begin(http, state);
    }
}
