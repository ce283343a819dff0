namespace Cypp.Contracts.EarlyHelp;

/// <summary>An early help assessment (EHA) of the family was completed; one message a child.</summary>
[Message("early-help.assessment-completed", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record EarlyHelpAssessmentCompleted(Guid CaseId, Guid ChildId, DateOnly CompletedOn);
