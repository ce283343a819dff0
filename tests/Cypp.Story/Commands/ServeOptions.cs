namespace Cypp.Story.Commands;

/// <summary>How the platform is to run.</summary>
/// <param name="Real">One process a service, on PostgreSQL and RabbitMQ.</param>
/// <param name="Images">With <paramref name="Real"/>: the version of the images that they run from; null: as built here.</param>
/// <param name="Replicas">With <paramref name="Real"/>: of each process.</param>
/// <param name="Watch">With <paramref name="Real"/>: Prometheus beside it, and requests' traces in the terminal.</param>
/// <param name="Port">Where partner agencies call.</param>
/// <param name="Reset">Forgets the data of earlier starts.</param>
/// <param name="Directory">Where data, logs and demo keys lie.</param>
internal sealed record ServeOptions(bool Real, string? Images, int Replicas, bool Watch, int Port, bool Reset, string Directory);
