using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Which cases a caller may know: by the team around the family, whose lead is its first member.</summary>
internal static class CaseAccess
{
    public static Task<EarlyHelpCase?> FindCaseAsync(
        this EarlyHelpDb db, Guid caseId, CurrentPractitioner practitioner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = db.SourcesKnownTo(practitioner, now, RelationshipKinds.TeamAroundTheFamily);
        return db.WholeCases.SingleOrDefaultAsync(one => one.Id == caseId && known.Contains(one.Id), cancellationToken);
    }

    /// <summary>For edits: the agency that leads, and no other of the team.</summary>
    public static async Task<EarlyHelpCase?> FindLedCaseAsync(
        this EarlyHelpDb db, Guid caseId, CurrentPractitioner practitioner, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.FindCaseAsync(caseId, practitioner, now, cancellationToken) is { } found && found.LeadAgencyId == practitioner.AgencyId ? found : null;

    public static Task<EarlyHelpCase?> FindOpenCaseOfAsync(this EarlyHelpDb db, Guid childId, CancellationToken cancellationToken) => db.WholeCases
        .Where(one => one.ClosedOn == null && one.Members.Any(member => member.ChildId == childId))
        .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    public static Task<EarlyHelpCase?> FindLastCaseOfAsync(this EarlyHelpDb db, Guid childId, CancellationToken cancellationToken) => db.WholeCases
        .Where(one => one.Members.Any(member => member.ChildId == childId))
        .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    public static Task<EarlyHelpCase?> FindCaseOfStepUpAsync(this EarlyHelpDb db, Guid stepUpId, CancellationToken cancellationToken) => db.WholeCases
        .SingleOrDefaultAsync(one => db.StepUps.Any(stepUp => stepUp.Id == stepUpId && stepUp.CaseId == one.Id), cancellationToken);

    /// <summary>Lets an agency of the team know the children of a case from now on.</summary>
    public static async Task BeginTeamAsync(
        this EarlyHelpDb db, EarlyHelpCase one, Guid agencyId, Guid? practitionerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var member in one.Members)
        {
            await db.BeginRelationshipAsync(
                new Relationship
                {
                    Id = Guid.CreateVersion7(now),
                    ChildId = member.ChildId,
                    AgencyId = agencyId,
                    PractitionerId = practitionerId,
                    Kind = RelationshipKinds.TeamAroundTheFamily,
                    SourceId = one.Id,
                    From = now,
                },
                cancellationToken);
        }
    }

    /// <summary>Ends what the team may know, but for the lead agency, which keeps its own record.</summary>
    public static async Task EndTeamOfOthersAsync(this EarlyHelpDb db, EarlyHelpCase one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var others = await db.Set<Relationship>()
            .Where(relationship => relationship.SourceId == one.Id && relationship.AgencyId != one.LeadAgencyId && relationship.To == null)
            .ToListAsync(cancellationToken);
        others.ForEach(relationship => relationship.End(now));
    }

    /// <summary>Tells the lead practitioner of a case something.</summary>
    public static void TellLead(this EarlyHelpDb db, EarlyHelpCase one, string kind, Guid childId, Guid subjectId, DateTimeOffset now) =>
        db.Set<Access.Inbox.InboxItem>().Add(new Access.Inbox.InboxItem
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = one.LeadAgencyId,
            Role = Roles.LeadPractitioner,
            PractitionerId = one.LeadPractitionerId,
            Kind = kind,
            ChildId = childId,
            SubjectId = subjectId,
            CreatedAt = now,
        });
}
