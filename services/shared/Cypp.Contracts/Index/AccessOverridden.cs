namespace Cypp.Contracts.Index;

/// <summary>A person broke the glass: may look at one child, whom nothing else lets them know, until <paramref name="Until"/> (AZ-3). No reason: that stays in the index.</summary>
[Message("index.access-overridden", "index/child", Purpose = Purposes.Safeguarding)]
public sealed record AccessOverridden(Guid OverrideId, Guid ChildId, Guid AgencyId, Guid PractitionerId, DateTimeOffset From, DateTimeOffset Until);
