namespace Cypp.Contracts.EarlyHelp;

/// <summary>A family agreed to early help; one message for each child who is a member of the case.</summary>
[Message("early-help.case-opened", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record EarlyHelpCaseOpened(
    Guid CaseId, Guid ChildId, Guid FamilyId, Guid LeadAgencyId, Guid LeadPractitionerId, DateOnly OpenedOn);
