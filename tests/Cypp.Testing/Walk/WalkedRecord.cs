namespace Cypp.Testing.Walk;

/// <summary>What a service holds of one child in one state, and who may know it.</summary>
/// <param name="State">own, other-agency, other-child, location-hidden, sealed, closed.</param>
/// <param name="Ids">By the names that routes and bodies give them: childId, caseId.</param>
public sealed record WalkedRecord(string State, IReadOnlyDictionary<string, Guid> Ids)
{
    /// <summary>Ids that routes ask for and that tell of nobody in particular: a school, the upload of a class.</summary>
    public IReadOnlyDictionary<string, Guid> Beside { get; init; } = new Dictionary<string, Guid>();

    /// <summary>Each may do all that the matrix lets the role do, unless it says otherwise.</summary>
    public IReadOnlyList<Knower> KnownTo { get; init; } = [];

    /// <summary>Close to it, and to them it is as if absent, as it is to everybody of an agency that has no part in it.</summary>
    public IReadOnlyList<TestPractitioner> AbsentTo { get; init; } = [];

    /// <summary>Operations that by their purpose tell whoever names the record's ids that there is something.</summary>
    public IReadOnlyList<string> ToldBy { get; init; } = [];

    /// <summary>Operations for which the role is enough: only those to whom the record is absent are strangers to them.</summary>
    public IReadOnlyList<string> KnownBy { get; init; } = [];

    /// <summary>Numbers by which a body may ask for it, by their names there, and beside each one that nobody has.</summary>
    public IReadOnlyDictionary<string, (string Own, string Nobodys)> Numbers { get; init; } = new Dictionary<string, (string, string)>();

    /// <summary>Texts that nothing else brings into an answer: on no list of those to whom it is absent, on each of those who know it.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Texts and ids that no answer contains, whoever asks; an agency's own id it may read.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>The same question about nothing: every id is new.</summary>
    public WalkedRecord Absent() => new("unknown", Ids.Keys.ToDictionary(name => name, _ => Guid.CreateVersion7()))
    {
        Beside = Beside,
        Numbers = Numbers.ToDictionary(number => number.Key, number => (number.Value.Nobodys, number.Value.Nobodys)),
    };
}

/// <param name="NotBy">Operations by which the record is absent to this person too.</param>
public sealed record Knower(TestPractitioner Person, params IReadOnlyList<string> NotBy)
{
    /// <summary>The only operations by which it is known; null: all but <see cref="NotBy"/>.</summary>
    public IReadOnlyList<string>? OnlyBy { get; init; }

    public static implicit operator Knower(TestPractitioner person) => new(person);

    public static Knower By(TestPractitioner person, params IReadOnlyList<string> operations) => new(person) { OnlyBy = operations };

    public bool KnowsBy(string operation) => OnlyBy?.Contains(operation) ?? !NotBy.Contains(operation);
}
