namespace Cypp.Identity.SignIn;

/// <summary>How far an enrolment has come, encrypted in a cookie.</summary>
/// <param name="AccountId">Once the enrolment code was right, with what is to be stored when the authenticator has proved to work.</param>
internal sealed record EnrolmentState(
    string Form, long EndsAt, Guid? AccountId = null, string? EnrolmentHash = null, string? PasswordHash = null, string? Secret = null) : IFormState;
