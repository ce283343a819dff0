using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Inbox;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

/// <summary>Imports a directory of organisations: each agreement waits for a second person, and changes nothing until then (AZ-5).</summary>
internal static class ProposeSharingAgreements
{
    public sealed record Response(IReadOnlyList<Item> Agreements);

    public sealed record Item(string OrgId, Guid AgreementId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/sharing-agreements", HandleAsync)
        .Requires(Policies.ProposeSharingAgreements)
        .WithSummary("Propose what organisations share, as a directory; a second person approves each.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        OrgDirectory.Directory request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (request.IsInvalid() is { } invalid)
        {
            return invalid.ToProblem();
        }

        var now = clock.GetUtcNow();
        var proposed = request.Organisations.Select(one => Proposal(one, practitioner, now)).ToList();
        foreach (var agreement in proposed)
        {
            db.Agreements.Add(agreement);
            db.Tell(practitioner.AgencyId, Roles.InformationGovernance, "sharing-agreement-to-approve", agreement.Id, childId: null, now);
            db.Audit(practitioner, Policies.ProposeSharingAgreements, "sharing-agreement", agreement.Id, childId: null);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response([.. proposed.Select(one => new Item(one.OrgId, one.Id))]));
    }

    private static SharingAgreement Proposal(OrgDirectory.Organisation one, CurrentPractitioner practitioner, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OrgId = SharingAgreement.IdOf(one.OrgId),
        OrgName = one.OrgName,
        OrgType = one.OrgType,
        RecordTypes = [.. one.Records.Select(record => record.RecordType)],
        Policy = new(
            one.DsaPolicy.Version.ToUniversalTime(), [.. one.DsaPolicy.Defaults.Select(rule => rule.ToPolicy())],
            [.. one.DsaPolicy.Exceptions.Select(rule => rule.ToPolicy())]),
        AgencyId = practitioner.AgencyId,
        ProposedBy = practitioner.PractitionerId,
        ProposedAt = now,
    };
}
