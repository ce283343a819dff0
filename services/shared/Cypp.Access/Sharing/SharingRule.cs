using Cypp.Contracts.Index;

namespace Cypp.Access.Sharing;

/// <summary>One rule of an agency's sharing agreement in force (standards.md section 6). Each service keeps its own copy.</summary>
public sealed class SharingRule
{
    public required Guid Id { get; init; }

    /// <summary>The source: whose records they are.</summary>
    public required Guid AgencyId { get; init; }

    /// <summary>Its place in the agreement, as an explanation names it: <c>exceptions[0]</c>, <c>defaults[2]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The lowest that fits decides, and allows if it is odd: exceptions before defaults, and of either a denial first.</summary>
    public required int Rank { get; init; }
    public required string[] Modes { get; init; }
    public required string[] RecordTypes { get; init; }
    public required string[] Destinations { get; init; }
    public required string[] Purposes { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }

    public bool Allows => Rank % 2 == 1;

    public static IEnumerable<SharingRule> Of(SharingAgreementChanged agreement) => agreement.Rules
        .GroupBy(rule => rule.Exception)
        .SelectMany(rules => rules.Select((rule, index) => new SharingRule
        {
            Id = Guid.CreateVersion7(),
            AgencyId = agreement.AgencyId,
            Name = $"{(rule.Exception ? "exceptions" : "defaults")}[{index}]",
            Rank = (rule.Exception ? 0 : 2) + (rule.Allow ? 1 : 0),
            Modes = [.. rule.Modes],
            RecordTypes = [.. rule.RecordTypes],
            Destinations = [.. rule.Destinations],
            Purposes = [.. rule.Purposes],
            From = rule.From,
            Until = rule.Until,
        }));
}
