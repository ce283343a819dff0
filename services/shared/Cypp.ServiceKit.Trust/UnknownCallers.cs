using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Those who are refused with 401 before anybody knows who they are. They are counted by what was wrong, and nothing of them
/// is kept: a row each would let anybody at all fill the trail.
/// </summary>
public sealed class UnknownCallers(IMeterFactory meters) : IHostedService
{
    public const string Meter = "Cypp.Trust";
    public const string Instrument = "cypp.callers.unknown";
    public const string NoToken = "no-token";
    public const string InvalidToken = "invalid-token";
    public const string InvalidClient = "invalid-client";
    public const string NotTheGateway = "not-the-gateway";

    private readonly Counter<long> _refused = meters.Create(Meter).CreateCounter<long>(Instrument, description: "Requests refused before the caller was known");

    public void Count(string code) => Add(code, 1);

    /// <summary>Each series begins with 0, or the first refusal would be its first value and no increase.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Add(NoToken, 0);
        Add(InvalidToken, 0);
        Add(InvalidClient, 0);
        Add(NotTheGateway, 0);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Add(string code, long refused) => _refused.Add(refused, new KeyValuePair<string, object?>("code", code));
}
