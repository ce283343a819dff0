namespace Cypp.Contracts.EarlyHelp;

/// <summary>Early help could not take the child back; social work keeps the case.</summary>
[Message("early-help.step-down-declined", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record StepDownDeclined(Guid StepDownId, Guid ChildId, string ReasonCode, DateTimeOffset DeclinedAt);
