namespace Cypp.Access.Feed;

/// <summary>What a service knew of its copy when it last asked.</summary>
/// <param name="Agrees">The copy knew what the index said.</param>
/// <param name="Behind">It did not, and had not when it asked before: this is no message on its way.</param>
/// <param name="At">Timestamp of the question.</param>
internal sealed record FeedReading(bool Agrees, bool Behind, long At)
{
    /// <summary>An answer holds for so long: a service that has none is cut off (AZ-1).</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromSeconds(60);

    /// <param name="before">Null: the first. A copy is believed when it has agreed once.</param>
    public static FeedReading Of(FeedReading? before, bool agrees, long at) => new(agrees, !agrees && before is not { Agrees: true }, at);

    public bool Holds(TimeProvider clock) => !Behind && clock.GetElapsedTime(At) < Oldest;
}
