using Microsoft.AspNetCore.Identity;

namespace Cypp.Identity.Data;

/// <summary>How a practitioner proves who it is: password and authenticator, both or none. The id is the practitioner's.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public const int UserNameLength = 64;

    /// <summary>Shared secret of the authenticator (RFC 6238), encrypted with the keys of the key directory.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>The last time step whose code was taken: each is good once (RFC 6238 section 5.2).</summary>
    public long TotpStep { get; set; }

    /// <summary>SHA-256 of the enrolment code, hexadecimal; none once it was used.</summary>
    public string? EnrolmentHash { get; set; }

    public DateTimeOffset? EnrolmentEndsAt { get; set; }
}
