using System.Security.Cryptography;
using System.Text.Json;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Start;

namespace Cypp.Identity.Commands;

/// <summary>Changes agencies in the database that the settings name, beside a platform that may be running on it.</summary>
internal sealed class AgencyStore(IReadOnlyDictionary<string, string?>? settings, IReadOnlyDictionary<string, string?>? defaults)
{
    private const int Refused = 2;

    /// <returns>Exit code: 0, or 2 when a change cannot be read or is refused; those before it stand.</returns>
    public Task<int> ApplyAsync(Func<IReadOnlyList<AgencyChange>> read, CancellationToken cancellationToken) =>
        StartFailure.GuardAsync(() => ChangeAsync(read, cancellationToken));

    private async Task<int> ChangeAsync(Func<IReadOnlyList<AgencyChange>> read, CancellationToken cancellationToken)
    {
        IReadOnlyList<AgencyChange> changes;
        try
        {
            changes = read();
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

        foreach (var change in changes)
        {
            await using var scope = app.Services.CreateAsyncScope();
            Error? error = null;
            await StartFailure.WithServerAsync("Database:ConnectionString", async () => error = await change.ApplyAsync(scope.ServiceProvider, cancellationToken));
            if (error is not null)
            {
                await Console.Error.WriteLineAsync($"{change.About}: {error.Title} ({error.Code})");
                return Refused;
            }

            await Console.Out.WriteLineAsync($"{change.About}: {change.Done}");
        }

        return 0;
    }
}
