namespace Cypp.Identity.Domain;

/// <summary>How long things of a sign-in last, and how often one may try (ID-7, ID-8).</summary>
internal static class SignInLimits
{
    /// <summary>Attempts since the person last signed in whole; password and code count alike, or either could be guessed at leisure.</summary>
    public const int AttemptsOfAccount = 10;

    /// <summary>Failures of an address, whoever it names. A school has one address, so it is wider.</summary>
    public const int FailuresOfAddress = 100;

    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>From the pushed request to the code.</summary>
    public static readonly TimeSpan SignIn = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan Code = TimeSpan.FromSeconds(60);

    /// <summary>A session ends after this without use, and after a working day in any case (NIST SP 800-63B section 4.2.3, AAL2).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan Session = TimeSpan.FromHours(8);

    public static readonly TimeSpan Enrolment = TimeSpan.FromHours(72);
}
