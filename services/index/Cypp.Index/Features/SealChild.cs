using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>
/// Seals a child (restriction level 2): absent from now on to all but the named. One person may, at once, because it
/// only takes away; giving back needs a second (AZ-5). It answers when the index itself refuses (AZ-1).
/// </summary>
internal static class SealChild
{
    /// <param name="ReasonCode">adoption or protected-person.</param>
    /// <param name="NamedReaderIds">Practitioners who may still know, where a relationship lets them; you are one of them.</param>
    public sealed record Request([property: Required] string ReasonCode, [property: Required] IReadOnlyList<Guid> NamedReaderIds);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/children/{childId:guid}/sealing", HandleAsync)
        .Requires(Policies.SealChild)
        .WithSummary("Seal a child: absent to all but the people you name.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid childId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, TimeProvider system, CancellationToken cancellationToken)
    {
        if (request.NamedReaderIds.Count is 0 or > 50)
        {
            return ChildErrors.ReadersMissing.ToProblem();
        }

        if (await db.Children.KnownTo(db, practitioner, clock.GetUtcNow()).SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) is not { } child)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        if (child.Seal(request.ReasonCode) is { } error)
        {
            return error.ToProblem();
        }

        await db.AnnounceRestrictionAsync(
            child, [.. request.NamedReaderIds.Append(practitioner.PractitionerId).Distinct()], practitioner.AgencyId, clock.GetUtcNow(), system, cancellationToken);
        db.Audit(practitioner, Policies.SealChild, "child", child.Id, child.Id, detail: request.ReasonCode);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
