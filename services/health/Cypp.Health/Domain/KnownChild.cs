namespace Cypp.Health.Domain;

/// <summary>A child as the index last described it, only as far as a look-up by NHS number needs.</summary>
internal sealed class KnownChild
{
    public const int NhsNumberLength = 10;

    public Guid ChildId { get; init; }
    public string? NhsNumber { get; private set; }
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>What came last is so, whatever its time says: its stream has the order, clocks do not (FT-09).</summary>
    public void Take(string? nhsNumber, DateTimeOffset asOf) => (NhsNumber, AsOf) = (nhsNumber, asOf);
}
