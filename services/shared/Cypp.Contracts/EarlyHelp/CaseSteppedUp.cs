namespace Cypp.Contracts.EarlyHelp;

/// <summary>
/// Early help asks children's social work to take a child on; one message a child. The rationale stays in early
/// help, where the entitled worker reads it.
/// </summary>
/// <param name="ConcernCategory">CIN primary need code, N1 to N9.</param>
/// <param name="Urgency">immediate, same-day or one-working-day.</param>
/// <param name="DisclosureBasis">Why it is shared without or with agreement: agreed, or risk-of-harm.</param>
[Message("early-help.case-stepped-up", "early-help/case", LawfulBasis = LawfulBases.Safeguarding, DataClass = DataClasses.Special)]
public sealed record CaseSteppedUp(
    Guid StepUpId, Guid CaseId, Guid ChildId, Guid SteppedUpByAgencyId, Guid SteppedUpByPractitionerId,
    string ConcernCategory, string Urgency, string DisclosureBasis, DateTimeOffset OccurredAt);
