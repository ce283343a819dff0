using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Where a child lives now, and whether that is hidden (restriction level 1): then it vanishes from every service.</summary>
internal static class MoveChild
{
    public sealed record Request([property: Required] IReadOnlyList<string> Lines, [property: Required] string Postcode, [property: Required] string ResidenceCluster, bool Hidden);

    public static void Map(RouteGroupBuilder group) => group
        .MapPut("/children/{childId:guid}/address", HandleAsync)
        .Requires(Policies.MoveChild)
        .WithSummary("Record where a child lives now; a social worker may hide it.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid childId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, IfMatch ifMatch, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (Address.Read(request.Lines, request.Postcode, request.ResidenceCluster, out var address) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var now = clock.GetUtcNow();
        if (await db.Children.KnownTo(db, practitioner, now).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var needsSocialWorker = (child.LocationHidden || request.Hidden) && practitioner.Role != Roles.SocialWorker;
        if ((ifMatch.Fails(child) ?? (needsSocialWorker ? ChildErrors.LocationHidden : null)) is { } error)
        {
            return error.ToProblem();
        }

        child.MoveTo(address!, request.Hidden);
        db.AnnounceRecord(child, practitioner.AgencyId, now);
        db.Audit(practitioner, Policies.MoveChild, "child", child.Id, child.Id, detail: request.Hidden ? "location-hidden" : "location-open");
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(child);
        return TypedResults.NoContent();
    }
}
