using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>Who an agency asked for: with an id of its own, on which a contact may hang until a person has settled it.</summary>
internal sealed class ChildMatch : Aggregate
{
    public const string Pending = "pending";
    public const string Linked = "matched";
    public const string Settled = "settled";

    private readonly List<NotToBeTold> _waitingMarks = [];
    private readonly List<MatchCandidate> _candidates = [];

    public required DateTimeOffset AskedAt { get; init; }
    public required Guid AskedByAgencyId { get; init; }
    public required Guid AskedByPractitionerId { get; init; }
    public required MatchQuestion Question { get; init; }

    /// <summary>pending, matched (by score) or settled (by a person).</summary>
    public string Status { get; private set; } = Pending;
    public Guid? ChildId { get; private set; }
    public int Score { get; private set; }
    public List<string> Evidence { get; private set; } = [];
    public Guid? SettledByPractitionerId { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public IReadOnlyList<MatchCandidate> Candidates => _candidates;

    /// <summary>Adults named not to be told before it was known about which child.</summary>
    public IReadOnlyList<NotToBeTold> WaitingMarks => _waitingMarks;

    public static ChildMatch Ask(MatchQuestion question, MatchDecision decision, Guid agencyId, Guid practitionerId, DateTimeOffset now)
    {
        var match = new ChildMatch
        {
            Id = Guid.CreateVersion7(now),
            AskedAt = now,
            AskedByAgencyId = agencyId,
            AskedByPractitionerId = practitionerId,
            Question = question,
            Status = decision.ChildId is null ? Pending : Linked,
            ChildId = decision.ChildId,
            Score = decision.Score,
            Evidence = [.. decision.Evidence],
            DecidedAt = decision.ChildId is null ? null : now,
        };
        match._candidates.AddRange(decision.Candidates.Select(child => new MatchCandidate(child.ChildId, child.Score.Shown, [.. child.Score.Evidence])));
        return match;
    }

    public Error? Settle(Guid childId, Guid practitionerId, DateTimeOffset now)
    {
        if (Status != Pending)
        {
            return MatchErrors.AlreadySettled;
        }

        (Status, ChildId, SettledByPractitionerId, DecidedAt) = (Settled, childId, practitionerId, now);
        Touch();
        return null;
    }

    /// <summary>Keeps the mark for the child that the match will turn out to be. It moves the version, so that a settlement at the same moment cannot miss it.</summary>
    public void Await(NotToBeTold mark)
    {
        if (_waitingMarks.All(other => other.AdultId != mark.AdultId))
        {
            _waitingMarks.Add(mark);
            Touch();
        }
    }
}

/// <summary>What was asked, as it was written, for the person who settles it.</summary>
internal sealed record MatchQuestion(
    string? NhsNumber, string? Upn, string? GivenName, string? FamilyName, DateOnly? BirthDate, string? Postcode)
{
    public MatchFacts Facts => new(NhsNumber, Upn, KeyOf(GivenName), KeyOf(FamilyName), BirthDate, Postcode);

    private static string? KeyOf(string? name) => name is not null && NameKey.Of(name) is { Length: > 0 } key ? key : null;
}

/// <summary>One child who was compared, with score and evidence.</summary>
internal sealed record MatchCandidate(Guid ChildId, int Score, List<string> Evidence);
