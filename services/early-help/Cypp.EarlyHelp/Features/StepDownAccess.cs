using Cypp.Access;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;

namespace Cypp.EarlyHelp.Features;

/// <summary>A step-down is on the list of the agency that led the child's case or, where there was none, of the cluster where the child lives.</summary>
internal static class StepDownAccess
{
    public sealed record View(Guid StepDownId, Guid ChildId, Guid? CaseId, DateTimeOffset ReceivedAt, StepDownStatus Status, string? ReasonCode);

    public static IQueryable<StepDown> StepDownsKnownTo(this EarlyHelpDb db, CurrentPractitioner practitioner)
    {
        var agencyId = practitioner.AgencyId;
        var cluster = practitioner.AgencyType == "early-help" ? practitioner.Cluster : null;
        return db.StepDowns.Where(one => one.LeadAgencyId == agencyId || (one.LeadAgencyId == null && one.Cluster == cluster && cluster != null));
    }

    public static View Show(StepDown one) => new(one.Id, one.ChildId, one.CaseId, one.ReceivedAt, one.Status, one.ReasonCode);
}
