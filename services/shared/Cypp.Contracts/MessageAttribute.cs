namespace Cypp.Contracts;

/// <summary>
/// What every message of a type states about itself: its name on the wire, the stream it belongs to, and on what
/// ground it is shared. A consumer refuses an envelope that says otherwise.
/// </summary>
/// <param name="name">Wire name, <c>publisher.past-tense-phrase</c>; never reused for another meaning.</param>
/// <param name="streamKind"><c>publisher/kind-of-thing</c>; with the key (child or agency) it names the ordered stream.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MessageAttribute(string name, string streamKind) : Attribute
{
    /// <summary>As kind of stream: it may come in every stream.</summary>
    public const string AnyStream = "*";

    public string Name { get; } = name;
    public string StreamKind { get; } = streamKind;
    public int Version { get; init; } = 1;

    /// <summary>UK GDPR Article 6 basis and, for special category data, Article 9: see <see cref="LawfulBases"/>.</summary>
    public string LawfulBasis { get; init; } = LawfulBases.PublicTask;

    /// <summary>Why the receiver may use it: see <see cref="Purposes"/>.</summary>
    public string Purpose { get; init; } = Purposes.Safeguarding;

    /// <summary>It tells the whole present state of its key: the newest makes all before it pointless.</summary>
    public bool NewestWins { get; init; }

    /// <summary>How sensitive the payload is: see <see cref="DataClasses"/>.</summary>
    public string DataClass { get; init; } = DataClasses.Personal;
}
