using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Which cases a caller may know: by the team around the family, whose lead is its first member, or by having a child of it on the caseload.</summary>
internal static class CaseAccess
{
    /// <summary>Whoever was asked may read the question for as long after the decision, as the referral itself.</summary>
    public static readonly TimeSpan KeptAfterDecision = TimeSpan.FromDays(30);

    public static Task<EarlyHelpCase?> FindCaseAsync(
        this EarlyHelpDb db, Guid caseId, CurrentPractitioner practitioner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = db.SourcesKnownTo(practitioner, now, RelationshipKinds.TeamAroundTheFamily);
        var accepted = db.SourcesKnownTo(practitioner, now, RelationshipKinds.Caseload);
        return db.WholeCases.SingleOrDefaultAsync(
            one => one.Id == caseId && (known.Contains(one.Id) || db.StepUps.Any(stepUp => stepUp.CaseId == one.Id && accepted.Contains(stepUp.Id))), cancellationToken);
    }

    /// <summary>For edits: the agency that leads, and no other of the team.</summary>
    public static async Task<EarlyHelpCase?> FindLedCaseAsync(
        this EarlyHelpDb db, Guid caseId, CurrentPractitioner practitioner, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.FindCaseAsync(caseId, practitioner, now, cancellationToken) is { } found && found.LeadAgencyId == practitioner.AgencyId ? found : null;

    public static Task<EarlyHelpCase?> FindOpenCaseOfAsync(this EarlyHelpDb db, Guid childId, CancellationToken cancellationToken) =>
        db.WholeCases.OpenOf(childId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The last first.</summary>
    public static IQueryable<EarlyHelpCase> OpenOf(this IQueryable<EarlyHelpCase> cases, Guid childId) => cases
        .Where(one => one.ClosedOn == null && one.Members.Any(member => member.ChildId == childId)).OrderByDescending(one => one.Id);

    /// <summary>One open case a family: held until the end of the transaction, so that of two who open one the slower is told.</summary>
    public static Task LockFamilyAsync(this EarlyHelpDb db, Guid familyId, CancellationToken cancellationToken) => db.LockAsync($"family/{familyId:n}", cancellationToken);

    /// <summary>A case whose every child is sealed from the caller is none: to say so would tell that there is a child.</summary>
    public static Task<bool> HasOpenCaseAsync(this EarlyHelpDb db, Guid familyId, Guid? but, CancellationToken cancellationToken) =>
        db.Cases.AnyAsync(one => one.FamilyId == familyId && one.ClosedOn == null && one.Id != but && one.Members.Any(), cancellationToken);

    public static Task<EarlyHelpCase?> FindLastCaseOfAsync(this EarlyHelpDb db, Guid childId, CancellationToken cancellationToken) => db.WholeCases
        .Where(one => one.Members.Any(member => member.ChildId == childId))
        .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    public static Task<EarlyHelpCase?> FindCaseOfStepUpAsync(this EarlyHelpDb db, Guid stepUpId, CancellationToken cancellationToken) => db.WholeCases
        .SingleOrDefaultAsync(one => db.StepUps.Any(stepUp => stepUp.Id == stepUpId && stepUp.CaseId == one.Id), cancellationToken);

    /// <exception cref="MessageRejectedException">The answer is to a step-up that nobody here sent: a person looks.</exception>
    public static async Task<EarlyHelpCase> CaseOfAnswerAsync(this EarlyHelpDb db, Guid stepUpId, CancellationToken cancellationToken) =>
        await db.FindCaseOfStepUpAsync(stepUpId, cancellationToken) ?? throw new MessageRejectedException("step-up-unknown");

    /// <summary>Lets an agency of the team know the children of a case from now on.</summary>
    public static async Task BeginTeamAsync(
        this EarlyHelpDb db, EarlyHelpCase one, Guid agencyId, Guid? practitionerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var member in one.Members)
        {
            await db.BeginAsync(RelationshipKinds.TeamAroundTheFamily, one.LeadAgencyId, one.Id, member.ChildId, agencyId, practitionerId, now, cancellationToken);
        }
    }

    /// <summary>Lets an agency, or one person of it, know one child by a case or a step-up from now on.</summary>
    /// <param name="recordsOf">The agency that leads the case.</param>
    public static Task BeginAsync(
        this EarlyHelpDb db, string kind, Guid recordsOf, Guid sourceId, Guid childId, Guid agencyId, Guid? practitionerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(now),
                ChildId = childId,
                AgencyId = agencyId,
                RecordsOfAgencyId = recordsOf,
                PractitionerId = practitionerId,
                Kind = kind,
                SourceId = sourceId,
                From = now,
            },
            cancellationToken);

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
