namespace Cypp.Contracts.EarlyHelp;

/// <summary>A named lead practitioner took the child back into early help; social work may now close its side.</summary>
[Message("early-help.step-down-accepted", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record StepDownAccepted(
    Guid StepDownId, Guid CaseId, Guid ChildId, Guid LeadAgencyId, Guid LeadPractitionerId, DateTimeOffset AcceptedAt);
