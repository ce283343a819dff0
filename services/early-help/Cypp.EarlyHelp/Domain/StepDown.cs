using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

internal enum StepDownStatus
{
    Received,
    Accepted,
    Declined,
}

/// <summary>Social work asks early help to take a child back. Received by the system, then accepted or declined by a person.</summary>
internal sealed class StepDown : Aggregate
{
    public Guid ReferralId { get; private set; }
    public Guid ChildId { get; private set; }

    /// <summary>The case to open again; null while the child never had one, then one is opened with the family first.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>On whose list it is; null: on the list of the child's <see cref="Cluster"/>.</summary>
    public Guid? LeadAgencyId { get; private set; }
    public string? Cluster { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }
    public StepDownStatus Status { get; private set; }
    public string? ReasonCode { get; private set; }

    public static StepDown Receive(Guid id, Guid referralId, Guid childId, EarlyHelpCase? former, string? cluster, DateTimeOffset now) => new()
    {
        Id = id,
        ReferralId = referralId,
        ChildId = childId,
        CaseId = former?.Id,
        LeadAgencyId = former?.LeadAgencyId,
        Cluster = cluster,
        ReceivedAt = now,
    };

    public Error? Accept(EarlyHelpCase into)
    {
        if (Status != StepDownStatus.Received)
        {
            return CaseErrors.StepDownDecided;
        }

        (Status, CaseId) = (StepDownStatus.Accepted, into.Id);
        Touch();
        return null;
    }

    public Error? Decline(string reasonCode)
    {
        if (!Codes.StepDownDeclines.Contains(reasonCode))
        {
            return CaseErrors.CodeUnknown with { Field = "reasonCode" };
        }

        if (Status != StepDownStatus.Received)
        {
            return CaseErrors.StepDownDecided;
        }

        (Status, ReasonCode) = (StepDownStatus.Declined, reasonCode);
        Touch();
        return null;
    }
}
