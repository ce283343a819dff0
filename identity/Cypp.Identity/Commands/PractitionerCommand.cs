using System.CommandLine;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Commands;

/// <summary><c>practitioner ...</c>: people who sign in (ID-5, ID-8).</summary>
internal static class PractitionerCommand
{
    public static Command Of(AgencyStore store) => new("practitioner", "People of agencies who sign in.")
    {
        Add(store), Renew(store), Revoke(store), Reinstate(store), EndSession(store),
    };

    private static Command Add(AgencyStore store)
    {
        var user = new Option<string>("--user") { Required = true, Description = "The name with which the person signs in." };
        var agency = new Option<Guid>("--agency") { Required = true, Description = "The agency's id." };
        var roles = new Option<string>("--roles") { Required = true, Description = "Roles that the person holds, separated by commas; some of the agency's." };
        var ends = new Option<string>("--contract-ends") { Required = true, Description = "Last day of the contract, as 2027-08-31; every right ends with it." };
        var id = new Option<Guid?>("--id") { Description = "The person's id where there is one already; with that of a registered person, roles and contract change." };
        var command = new Command("add", "Registers a person, who then enrols with the code that is printed once.") { user, agency, roles, ends, id };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var code = EnrolmentCode.New();
                var request = new AddPractitioner.Request(
                    parsed.GetValue(id) ?? Guid.CreateVersion7(), parsed.GetRequiredValue(user), parsed.GetRequiredValue(agency),
                    AgencyCommand.Listed(parsed.GetRequiredValue(roles)),
                    AgencyCommand.Day(parsed.GetRequiredValue(ends)),
                    code);
                return [new(request.UserName, $"id {request.Id}; {Enrol(code)}", (services, token) => services.GetRequiredService<AddPractitioner>().HandleAsync(request, token))];
            }, cancellationToken));
        return command;
    }

    private static Command Renew(AgencyStore store)
    {
        var user = new Option<string>("--user") { Required = true, Description = "The name with which the person signs in." };
        var command = new Command("renew", "A telephone or password is lost: ends what the account has, and gives a new enrolment code.") { user };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (name, code) = (parsed.GetRequiredValue(user), EnrolmentCode.New());
                return [new(name, Enrol(code), (services, token) => services.GetRequiredService<RenewEnrolment>().HandleAsync(name, code, token))];
            }, cancellationToken));
        return command;
    }

    private static Command Revoke(AgencyStore store) => ById(store, "revoke", "No token from now on; what is in use is refused within a minute.", (id, services, token) =>
        services.GetRequiredService<Revoke>().HandleAsync(RevocationKind.Practitioner, Revocation.SubjectOf(id), token));

    private static Command Reinstate(AgencyStore store) => ById(store, "reinstate", "Lets a revoked person sign in again.", async (id, services, token) =>
    {
        await services.GetRequiredService<Reinstate>().HandleAsync(RevocationKind.Practitioner, Revocation.SubjectOf(id), token);
        return null;
    });

    private static Command ById(
        AgencyStore store, string name, string description, Func<Guid, IServiceProvider, CancellationToken, Task<ServiceKit.Errors.Error?>> apply)
    {
        var id = new Option<Guid>("--id") { Required = true, Description = "The person's id." };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var person = parsed.GetRequiredValue(id);
                return [new(Revocation.SubjectOf(person), $"{name}d", (services, token) => apply(person, services, token))];
            }, cancellationToken));
        return command;
    }

    private static Command EndSession(AgencyStore store)
    {
        var sid = new Option<string>("--sid") { Required = true, Description = "The session, as its tokens name it." };
        var command = new Command("end-session", "Ends one session: no further token, and what it has is refused within a minute.") { sid };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var session = parsed.GetRequiredValue(sid);
                return [new(session, "ended", (services, token) => services.GetRequiredService<EndSessions>().HandleAsync(session, token))];
            }, cancellationToken));
        return command;
    }

    private static string Enrol(string code) => $"enrolment code {code}, good once within {SignInLimits.Enrolment.TotalHours:0} hours at /identity/enrol";
}
