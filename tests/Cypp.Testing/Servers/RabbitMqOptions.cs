namespace Cypp.Testing.Servers;

public sealed record RabbitMqOptions
{
    /// <summary>Size of a file system of the node's own for its data, in memory; it is there as long as the <see cref="RabbitMqServer"/> is. 0: none.</summary>
    public int SmallDiskMegabytes { get; init; }
}
