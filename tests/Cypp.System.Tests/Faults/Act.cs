namespace Cypp.System.Tests.Faults;

internal enum ActKind
{
    Contact,
    Move,

    /// <summary>A contact with a code that is in no list: refused, and nothing of it is kept.</summary>
    Refused,
}

/// <summary>One thing that an agency did, and what it knows of it.</summary>
/// <param name="Key">Idempotency key; for a move, which has none, the place in words.</param>
/// <param name="Status">Of the last answer; null when none came: it may have happened or not.</param>
/// <param name="Id">What the answer named.</param>
internal sealed record Act(ActKind Kind, string Key, Guid ChildId, int? Status, Guid? Id)
{
    /// <summary>A contact's own words, by which it is found again.</summary>
    public string Concern => Load.Concern + Key;

    public bool IsAcknowledged => Status is >= 200 and < 300;
}
