namespace Cypp.Health.Domain;

/// <summary>A child as the index last described it, only as far as a look-up by NHS number needs.</summary>
internal sealed class KnownChild
{
    public const int NhsNumberLength = 10;

    public Guid ChildId { get; init; }
    public string? NhsNumber { get; private set; }
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>The newest wins.</summary>
    public void Take(string? nhsNumber, DateTimeOffset asOf)
    {
        if (asOf >= AsOf)
        {
            (NhsNumber, AsOf) = (nhsNumber, asOf);
        }
    }
}
