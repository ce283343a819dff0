using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using OpenIddict.Abstractions;

namespace Cypp.Identity.Features;

/// <summary>Ends a session, or all of a person: no further token at once, and what it has is refused everywhere within a minute (ID-5).</summary>
internal sealed class EndSessions(IOpenIddictAuthorizationManager sessions)
{
    /// <param name="session"><c>sid</c> of its tokens.</param>
    /// <returns><c>session-unknown</c>, or null; again changes nothing.</returns>
    public async Task<Error?> HandleAsync(string session, CancellationToken cancellationToken)
    {
        if (await sessions.FindByIdAsync(session, cancellationToken) is not { } found)
        {
            return PractitionerErrors.SessionUnknown;
        }

        await sessions.TryRevokeAsync(found, cancellationToken);
        return null;
    }

    public async Task OfPractitionerAsync(Guid practitionerId, CancellationToken cancellationToken) =>
        await sessions.RevokeBySubjectAsync(practitionerId.ToString(), cancellationToken);
}
