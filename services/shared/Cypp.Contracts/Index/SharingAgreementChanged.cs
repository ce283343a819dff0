namespace Cypp.Contracts.Index;

/// <summary>What an agency shares with whom, whole, as approved by a second person; it takes the place of the one before.</summary>
/// <param name="AgencyId">The source: whose records they are.</param>
[Message("index.sharing-agreement-changed", "index/sharing-agreement", NewestWins = true, Purpose = Purposes.Administration)]
public sealed record SharingAgreementChanged(Guid AgencyId, IReadOnlyList<AgreedRule> Rules);

/// <param name="Exception">Exceptions are looked at before defaults.</param>
/// <param name="Modes">EXISTENCE: that there is a record; CONTENT: what it says.</param>
/// <param name="Destinations">Types of organisation, or agency ids; a rule that names none is for nobody.</param>
/// <param name="From">Null: since ever.</param>
/// <param name="Until">Exclusive; null: until changed.</param>
public sealed record AgreedRule(
    bool Exception, bool Allow, IReadOnlyList<string> Modes, IReadOnlyList<string> RecordTypes, IReadOnlyList<string> Destinations,
    IReadOnlyList<string> Purposes, DateTimeOffset? From, DateTimeOffset? Until);
