namespace Cypp.Contracts.Platform;

/// <summary>
/// Somebody was refused a child in whom they have declared, or had declared of them, an interest (security.md 2.2, step 8). The
/// index tells information governance. Neither the child nor what was sought is in it: both are in the service's audit.
/// </summary>
/// <param name="SoughtAt">Of the first refusal of several that became known at once.</param>
[Message("platform.own-kin-sought", "platform/own-kin", Purpose = Purposes.Audit)]
public sealed record OwnKinSought(Guid PractitionerId, Guid AgencyId, DateTimeOffset SoughtAt);
