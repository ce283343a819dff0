namespace Cypp.Contracts.EarlyHelp;

/// <summary>The early help case ended for a child, with the child's view recorded in early help.</summary>
/// <param name="ReasonCode">goals-met, family-withdrew, moved-away or other.</param>
[Message("early-help.case-closed", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record EarlyHelpCaseClosed(Guid CaseId, Guid ChildId, DateOnly ClosedOn, string ReasonCode);
