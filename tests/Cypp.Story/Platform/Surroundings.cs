using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>What a real platform is given from outside; by default its processes reach its servers directly.</summary>
public sealed record Surroundings
{
    /// <summary>Further settings of every process.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public PostgresOptions Postgres { get; init; } = new();

    public RabbitMqOptions RabbitMq { get; init; } = new();

    /// <summary>From a service's connection string to the one that it is told.</summary>
    public Func<string, string> Database { get; init; } = direct => direct;

    /// <summary>From the broker's address to the one that services are told.</summary>
    public Func<Uri, Uri> Broker { get; init; } = direct => direct;
}
