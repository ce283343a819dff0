namespace Cypp.Identity.Domain;

/// <summary>What can be revoked.</summary>
internal enum RevocationKind
{
    /// <summary>Every client of an agency; the subject is its id.</summary>
    Agency,
    Client,

    /// <summary>A person, in every session and by whichever system; the subject is the practitioner's id.</summary>
    Practitioner,

    /// <summary>A signing key that somebody else may have; the subject is its kid.</summary>
    SigningKey,
}

/// <summary>
/// It gets no token from now on, and what it has is refused everywhere within a minute (ID-5, ID-6). The row stays when it is let in again:
/// what was made before does not come back.
/// </summary>
internal sealed class Revocation
{
    public const int SubjectLength = 100;

    public required RevocationKind Kind { get; init; }
    public required string Subject { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long RevokedAt { get; set; }

    /// <summary>When it was let in again, in the same seconds; null: it is revoked.</summary>
    public long? LiftedAt { get; set; }

    public static string SubjectOf(Guid id) => id.ToString("D");
}
