using Cypp.Identity.Features;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Commands;

/// <summary>One thing that a command does.</summary>
/// <param name="About">Whom it concerns, for the message of a refusal.</param>
/// <param name="Done">Printed when it is done.</param>
internal sealed record AgencyChange(string About, string Done, Func<IServiceProvider, CancellationToken, Task<Error?>> ApplyAsync)
{
    public static AgencyChange Register(RegisterAgency.Request request) => new(
        request.Name, $"client {request.ClientId}, key {string.Join(" and ", request.Keys.Select(key => key.KeyId))}",
        (services, cancellationToken) => services.GetRequiredService<RegisterAgency>().HandleAsync(request, cancellationToken));
}
