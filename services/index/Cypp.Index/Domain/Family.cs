using Cypp.ServiceKit.Domain;

namespace Cypp.Index.Domain;

/// <summary>Children who belong together; who lives with whom and who holds parental responsibility stands with each child.</summary>
internal sealed class Family : Aggregate
{
    public required DateTimeOffset RecordedAt { get; init; }
    public required Guid RecordedByAgencyId { get; init; }

    public static Family Record(Guid agencyId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), RecordedAt = now, RecordedByAgencyId = agencyId };
}
