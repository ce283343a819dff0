namespace Cypp.Identity.SignIn;

/// <summary>How far a sign-in has come; it travels encrypted in a cookie, so that no replica keeps anything of it.</summary>
/// <param name="RequestUri">The pushed request that it answers (RFC 9126): it is good for this one.</param>
/// <param name="ClientOrigin">Where the last page's form may lead.</param>
/// <param name="Form">What each form must send along: another site's page cannot know it.</param>
/// <param name="EndsAt">Seconds since 1970.</param>
/// <param name="PractitionerId">Once the password was right.</param>
/// <param name="SignedInAt">Seconds since 1970, once the code was right too.</param>
/// <param name="Role">Once it is chosen.</param>
internal sealed record SignInState(
    string RequestUri, string ClientId, string ClientOrigin, string Form, long EndsAt,
    Guid? PractitionerId = null, long? SignedInAt = null, string? Role = null) : IFormState;
