namespace Cypp.Audit;

/// <summary>Walks a chain from its first place and remembers each that does not follow from the one before.</summary>
internal sealed class ChainWalk(string service)
{
    // A whole database rewritten without care would else be remembered whole; the first places tell enough.
    private const int MostSuspects = 200;

    private readonly List<Suspect> _suspects = [];
    private readonly List<AuditFinding> _findings = [];
    private byte[] _previous = AuditHash.Genesis(service);
    private byte[]? _beforePrevious;
    private Suspect? _last;

    public long Size { get; private set; }

    /// <summary>First place at which the chain's own order is broken.</summary>
    public long? FirstBroken { get; private set; }

    public void Step(ChainPlace place)
    {
        var follows = place.Sequence == Size + 1;
        for (var missing = Size + 1; missing < place.Sequence && _findings.Count < MostSuspects; missing++)
        {
            Broken(missing);
            _findings.Add(new(Tampering.Deleted, missing, null, "the place is gone from the chain"));
        }

        var here = new Suspect(place, _previous);
        if (place.Row is null && _findings.Count < MostSuspects)
        {
            _findings.Add(new(Tampering.Deleted, place.Sequence, place.RowId, "the sealed row is gone"));
        }
        else if (place.Row is not null && follows && !Matches(place, _previous))
        {
            if (_last is { Place.Row: not null } && _beforePrevious is not null && Matches(place, _beforePrevious))
            {
                // This one follows its predecessor's predecessor: it is the place in between that does not belong.
                Suspected(_last with { IsBetween = true });
            }
            else
            {
                Suspected(here);
            }
        }

        (_beforePrevious, _previous, _last, Size) = (follows ? _previous : null, place.Hash, here, place.Sequence);
    }

    public IReadOnlyList<AuditFinding> Findings() =>
        [.. _findings.Concat(_suspects.Select(Judge)).OrderBy(finding => finding.Place)];

    private void Suspected(Suspect suspect)
    {
        _suspects.RemoveAll(other => other.Place.Sequence == suspect.Place.Sequence);
        if (_suspects.Count < MostSuspects)
        {
            _suspects.Add(suspect);
        }
    }

    private AuditFinding Judge(Suspect suspect)
    {
        var (place, own) = (suspect.Place, suspect.Previous);
        var isElsewhere = _suspects.Any(other =>
            (other.Place != place && Same(AuditHash.OfRow(place.Row!, other.Previous), other.Place.Hash))
            || new[] { other.Previous, other.Place.Hash }.Any(previous => !Same(previous, own) && Matches(place, previous)));
        if (isElsewhere || suspect.IsBetween)
        {
            Broken(place.Sequence);
        }

        return (isElsewhere, suspect.IsBetween) switch
        {
            (true, _) => new(Tampering.Reordered, place.Sequence, place.RowId, "the row was sealed at another place"),
            (_, true) => new(Tampering.Inserted, place.Sequence, place.RowId, "the rows before and after were sealed without it"),
            _ => new(Tampering.Changed, place.Sequence, place.RowId, "the row is not what was sealed here"),
        };
    }

    private void Broken(long place) => FirstBroken = FirstBroken is { } first && first <= place ? first : place;

    private static bool Matches(ChainPlace place, byte[] previous) => place.Row is not null && Same(AuditHash.OfRow(place.Row, previous), place.Hash);

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    private sealed record Suspect(ChainPlace Place, byte[] Previous)
    {
        public bool IsBetween { get; init; }
    }
}
