using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>What a real platform is given from outside; by default its processes reach its servers directly.</summary>
public sealed record Surroundings
{
    /// <summary>Further settings of every process.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Of each process, behind one address; whoever has more also wants <c>Drain__Seconds</c>.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>The version of the images that processes run from; null: as they were built here.</summary>
    public string? Images { get; init; }

    /// <summary>Where programs lie as they were published, each in a folder of its project's name; null: as they were built here.</summary>
    public string? Published { get; init; }

    public PostgresOptions Postgres { get; init; } = new();

    public RabbitMqOptions RabbitMq { get; init; } = new();

    /// <summary>Replicas that are spared before they end, so that nobody is sent to one that does.</summary>
    /// <param name="more">Further settings of every process.</param>
    public static Surroundings Of(int replicas, IReadOnlyDictionary<string, string>? more = null) => new()
    {
        Replicas = replicas,
        Settings = new Dictionary<string, string>(more ?? new Dictionary<string, string>()) { ["Drain__Seconds"] = replicas == 1 ? "0" : "2" },
    };

    /// <summary>From a service's connection string to the one that it is told.</summary>
    public Func<string, string> Database { get; init; } = direct => direct;

    /// <summary>From the broker's address to the one that services are told.</summary>
    public Func<Uri, Uri> Broker { get; init; } = direct => direct;
}
