using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Exports the agreements in force in the shape in which they are imported; one proposed is read by its id.</summary>
internal static class ReadSharingAgreements
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/sharing-agreements", ExportAsync)
            .Requires(Policies.ExportSharingAgreements)
            .WithSummary("The agreements in force, as a directory of organisations.");
        group.MapGet("/sharing-agreements/{agreementId:guid}", ReadAsync)
            .Requires(Policies.ReadSharingAgreement)
            .WithSummary("Read one agreement, such as one to approve.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<OrgDirectory.Directory>> ExportAsync(CurrentPractitioner practitioner, IndexDb db, CancellationToken cancellationToken)
    {
        var inForce = await db.AgreementsInForce.OrderBy(row => row.OrgId).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ExportSharingAgreements, "sharing-agreement", resourceId: null, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new OrgDirectory.Directory([.. inForce.Select(OrgDirectory.Of)]));
    }

    private static async Task<Results<Ok<OrgDirectory.Organisation>, ProblemHttpResult>> ReadAsync(
        Guid agreementId, CurrentPractitioner practitioner, IndexDb db, CancellationToken cancellationToken)
    {
        if (await db.Agreements.SingleOrDefaultAsync(row => row.Id == agreementId, cancellationToken) is not { } agreement)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadSharingAgreement, "sharing-agreement", agreement.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(OrgDirectory.Of(agreement));
    }
}
