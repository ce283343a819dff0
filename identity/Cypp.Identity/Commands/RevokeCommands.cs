using System.CommandLine;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Commands;

/// <summary><c>agency revoke</c> and <c>agency reinstate</c>, for an agency or one of its clients (ID-5).</summary>
internal static class RevokeCommands
{
    public static Command Revoke(AgencyStore store) => Of(
        store, "revoke", "No token from now on; what is in use is refused within a minute.",
        (services, kind, subject, token) => services.GetRequiredService<Revoke>().HandleAsync(kind, subject, token));

    public static Command Reinstate(AgencyStore store) => Of(
        store, "reinstate", "Lets a revoked agency or client have tokens again.",
        async (services, kind, subject, token) =>
        {
            await services.GetRequiredService<Reinstate>().HandleAsync(kind, subject, token);
            return null;
        });

    private static Command Of(
        AgencyStore store, string name, string description, Func<IServiceProvider, RevocationKind, string, CancellationToken, Task<Error?>> apply)
    {
        var agency = new Option<Guid?>("--id") { Description = "The agency's id: all its clients." };
        var client = new Option<string?>("--client") { Description = "One client's id." };
        var command = new Command(name, description) { agency, client };
        command.Validators.Add(result =>
        {
            if (result.GetValue(agency) is null == result.GetValue(client) is null)
            {
                result.AddError("Either --id or --client.");
            }
        });
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (kind, subject) = parsed.GetValue(agency) is { } id
                    ? (RevocationKind.Agency, Revocation.SubjectOf(id)) : (RevocationKind.Client, parsed.GetValue(client)!);
                return [new(subject, $"{name}d", (services, token) => apply(services, kind, subject, token))];
            }, cancellationToken));
        return command;
    }
}
