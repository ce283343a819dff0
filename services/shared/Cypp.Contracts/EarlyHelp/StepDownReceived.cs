namespace Cypp.Contracts.EarlyHelp;

/// <summary>Early help has the step-down on its list; a person has still to accept it.</summary>
[Message("early-help.step-down-received", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record StepDownReceived(Guid StepDownId, Guid ChildId, DateTimeOffset ReceivedAt);
