namespace Cypp.Contracts.Index;

/// <summary>A person settled a match that the scores left open: what waited on the match now belongs to the child.</summary>
[Message("index.match-settled", "index/match", Purpose = Purposes.Identification)]
public sealed record MatchSettled(Guid MatchId, Guid ChildId, DateTimeOffset SettledAt);
