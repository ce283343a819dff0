namespace Cypp.Contracts.EarlyHelp;

/// <summary>Early help's lead for a child passed to the named social worker who accepted; the team around the family stays.</summary>
[Message("early-help.lead-handed-over", "early-help/case", Purpose = Purposes.EarlyHelp)]
public sealed record EarlyHelpLeadHandedOver(Guid CaseId, Guid ChildId, Guid SocialWorkerId, DateTimeOffset HandedOverAt);
