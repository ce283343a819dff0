using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Registers a person of an agency, who then sets password and authenticator with the enrolment code; or changes roles and contract (ID-8, AZ-5).</summary>
internal sealed class AddPractitioner(IdentityDb db, UserManager<Account> accounts, TimeProvider clock)
{
    /// <param name="Id">The person's id wherever it is known already, in the agency's own system and in audits.</param>
    /// <param name="EnrolmentCode">Good once, for 72 hours; without meaning for who is registered already.</param>
    public sealed record Request(Guid Id, string UserName, Guid AgencyId, IReadOnlyCollection<string> Roles, DateOnly ContractEndsOn, string EnrolmentCode);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        if (await db.Agencies.FirstOrDefaultAsync(row => row.Id == request.AgencyId, cancellationToken) is not { } agency)
        {
            return AgencyErrors.AgencyUnknown;
        }

        var now = clock.GetUtcNow();
        var person = await db.Practitioners.FirstOrDefaultAsync(row => row.Id == request.Id, cancellationToken);
        if (person is not null && person.AgencyId != agency.Id)
        {
            return PractitionerErrors.OfAnotherAgency;
        }

        var isNew = person is null;
        person ??= Practitioner.Of(agency, request.Id);
        if (person.Describe(agency, request.Roles, request.ContractEndsOn, now) is { } refused)
        {
            return refused;
        }

        if (!isNew)
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }

        if (request.UserName.Length is < 3 or > Account.UserNameLength)
        {
            return PractitionerErrors.UserNameUnusable;
        }

        db.Practitioners.Add(person);
        var made = await accounts.CreateAsync(new Account
        {
            Id = person.Id,
            UserName = request.UserName,
            EnrolmentHash = EnrolmentCode.HashOf(request.EnrolmentCode),
            EnrolmentEndsAt = now + SignInLimits.Enrolment,
        });
        return made.Succeeded ? null
            : made.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? PractitionerErrors.UserNameTaken
            : PractitionerErrors.UserNameUnusable;
    }
}
