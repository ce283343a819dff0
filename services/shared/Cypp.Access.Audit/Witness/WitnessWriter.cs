using Cypp.Audit;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit.Witness;

/// <summary>
/// Copies signed statements from the database to append-only files: the second place, out of reach of who owns a
/// database. What is in a file is known from the file, so that nothing is lost between the two; a line may stand twice.
/// </summary>
public sealed class WitnessWriter<TDb>(
    AuditWitness<TDb> witness, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WitnessWriter<TDb>> logger)
    : AuditJob(witness.Name, TimeSpan.FromSeconds(15), clock, logger) where TDb : ServiceDb
{
    private readonly Dictionary<string, long> _written = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        witness.Prepare();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Sealer);
        foreach (var service in await db.Set<WitnessedRoot>().Select(root => root.Service).Distinct().ToListAsync(cancellationToken))
        {
            var path = Path.Combine(witness.Directory, service + ".jsonl");
            var from = _written.TryGetValue(service, out var size) ? size : LastIn(path);
            var next = await db.Set<WitnessedRoot>()
                .Where(root => root.Service == service && root.Statement != null && root.Size > from)
                .OrderBy(root => root.Size).Select(root => new { root.Size, root.Statement }).ToListAsync(cancellationToken);
            if (next.Count > 0)
            {
                Directory.CreateDirectory(witness.Directory);
                // The empty line first closes a line that a dying process left torn.
                await File.AppendAllLinesAsync(path, ["", .. next.Select(root => root.Statement!)], cancellationToken);
                _written[service] = next[^1].Size;
                written += next.Count;
            }
        }

        return written;
    }

    private static long LastIn(string path) => !File.Exists(path) ? 0 : File.ReadLines(path).Select(line =>
    {
        try
        {
            return line.Length == 0 ? 0 : WitnessStatement.FromLine(line).Size;
        }
        catch (System.Text.Json.JsonException)
        {
            return 0;
        }
    }).DefaultIfEmpty().Max();
}
