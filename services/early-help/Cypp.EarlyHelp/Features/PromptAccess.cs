using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Access.Sharing;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;

namespace Cypp.EarlyHelp.Features;

/// <summary>
/// A prompt is on the list of the pupil's own school and, where the school's agreement shares what its records say, of the
/// school's cluster, and on no other.
/// </summary>
internal static class PromptAccess
{
    public sealed record View(Guid PromptId, Guid ChildId, Guid SchoolAgencyId, string Cluster, DateOnly AsOf, PromptStatus Status, string? ReasonNotHeld);

    public static IQueryable<Prompt> PromptsKnownTo(this EarlyHelpDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var agencyId = practitioner.AgencyId;
        if (practitioner.AgencyType == "early-help")
        {
            var cluster = practitioner.Cluster ?? "";
            // That a child with a hidden location is on this cluster's list would tell where the school is.
            var hidden = db.KnownChildren.Where(child => child.LocationHidden).Select(child => child.ChildId);
            var sharing = db.AgenciesThatShare(SharingQuestion.Of(practitioner, db.Use is { } use ? use with { RecordType = RecordTypes.Education } : null, now));
            return db.Prompts.Where(prompt => prompt.Cluster == cluster && sharing.Contains(prompt.SchoolAgencyId) && !hidden.Contains(prompt.ChildId));
        }

        var pupils = db.ChildrenKnownTo(practitioner, now, RelationshipKinds.SchoolRoll);
        return db.Prompts.Where(prompt => prompt.SchoolAgencyId == agencyId && pupils.Contains(prompt.ChildId));
    }

    public static View Show(Prompt prompt) => new(
        prompt.Id, prompt.ChildId, prompt.SchoolAgencyId, prompt.Cluster, prompt.AsOf, prompt.Status, prompt.ReasonNotHeld);
}
