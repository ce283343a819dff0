using System.Security.Cryptography;
using System.Text.Json;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Identity.Commands;

/// <summary>Registers agencies in the database that the settings name, beside a platform that may be running on it.</summary>
internal sealed class AgencyStore(IReadOnlyDictionary<string, string?>? settings, IReadOnlyDictionary<string, string?>? defaults)
{
    private const int Refused = 2;

    /// <returns>Exit code: 0, or 2 when a request cannot be read or is refused; those before it stand.</returns>
    public async Task<int> SaveAsync(Func<IReadOnlyList<RegisterAgency.Request>> read, CancellationToken cancellationToken)
    {
        IReadOnlyList<RegisterAgency.Request> requests;
        try
        {
            requests = read();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or IOException or JsonException or CryptographicException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return Refused;
        }

        var module = new IdentityModule();
        await using var app = ServiceHost.Build(
            [], [module], module.Name, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning), settings: settings, defaults: defaults);
        if (app.Configuration.GetValue<bool>("Database:MigrateAtStart"))
        {
            await ServiceHost.MigrateAsync(app, [module]);
        }

        foreach (var request in requests)
        {
            await using var scope = app.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<RegisterAgency>().HandleAsync(request, cancellationToken) is { } error)
            {
                await Console.Error.WriteLineAsync($"{request.Name}: {error.Title} ({error.Code})");
                return Refused;
            }

            await Console.Out.WriteLineAsync($"{request.Name}: client {request.ClientId}, key {string.Join(" and ", request.Keys.Select(key => key.KeyId))}");
        }

        return 0;
    }
}
