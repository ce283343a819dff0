namespace Cypp.Contracts.Index;

/// <summary>An interest was declared in error, or is none any more: the practitioner may know the child again, where a relationship lets them.</summary>
[Message("index.interest-withdrawn", "index/child", Purpose = Purposes.Safeguarding, DataClass = DataClasses.Identifier)]
public sealed record InterestWithdrawn(Guid PractitionerId, Guid ChildId, DateTimeOffset WithdrawnAt);
