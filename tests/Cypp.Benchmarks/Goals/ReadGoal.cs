using System.Net;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Cypp.Story.Agencies;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// A read asked of the service itself, of a child with five related rows and put on record, against pgbench doing the same selects and
/// insert (P7); how its cost grows with the number of children (P8, growth law N).
/// </summary>
internal sealed class ReadGoal(Stand stand, Options options)
{
    private const int Clients = 8;
    private const double LawLimit = 0.10;

    private readonly PgBench _pgbench = new(stand, IndexedChildren.Service);
    private readonly PeerTables _tables = new(stand, IndexedChildren.Service);

    public async Task<Measured> RunAsync()
    {
        await using var caller = new DirectCaller(stand, IndexedChildren.Service);
        var (children, readings) = (new IndexedChildren(stand), new List<Reading>());
        List<(int Children, List<double> Rate, List<double> Cpu)> sizes = [];
        foreach (var count in options.Children)
        {
            await children.GrowToAsync(count);
            await ReadAsync(caller, count, options.WarmUp);
            var (variables, statements) = ($@"\set n random(1, {count})", await StatementsAsync());
            await PeerAsync(count, variables, statements, options.Length);
            var size = (Children: count, Rate: new List<double>(), Cpu: new List<double>());
            for (var round = 0; round < options.Rounds; round++)
            {
                var (service, peer) = (await ReadAsync(caller, count, options.Length), await PeerAsync(count, variables, statements, options.Length));
                readings.AddRange([service, peer]);
                size.Rate.Add(service.RequestsPerSecond / peer.RequestsPerSecond);
                size.Cpu.Add(service.Cpu);
            }

            sizes.Add(size);
        }

        var law = new Growth("N", "children", "CPU of a read, service and database, us", [.. sizes.Select(size => new GrowthPoint(size.Children, size.Cpu))]);
        var ratios = sizes.Select(size => new Ratio("P7", $"reads asked of the service / pgbench pipelined, {size.Children} children", 0.33, true, size.Rate)).ToList();
        if (sizes.Count > 1)
        {
            ratios.Add(new("P8", $"CPU of a read, service and database, {sizes[^1].Children} children / {sizes[0].Children}", 1.5, false, [.. sizes[^1].Cpu.Zip(sizes[0].Cpu, (many, few) => many / few)]));
            ratios.Add(law.ToRatio(LawLimit));
        }

        return new(ratios, readings) { Growths = [law] };
    }

    private static Task<Reading> ReadAsync(DirectCaller caller, int count, TimeSpan length) => caller.LoadAsync(
        $"read, service, {count} children",
        // The same ones in the same order at every start, far from each other.
        at => new(HttpMethod.Get, new Uri($"/index/v1/children/{IndexedChildren.IdOf(1 + (int)(at * 2_654_435_761L % count))}", UriKind.Relative)),
        HttpStatusCode.OK, Clients, length);

    private Task<Reading> PeerAsync(int count, string variables, IReadOnlyList<string> statements, TimeSpan length) =>
        _pgbench.RunAsync($"read, pgbench pipelined, {count} children", variables, statements, pipelined: true, Clients, length);

    private async Task<IReadOnlyList<string>> StatementsAsync()
    {
        await _tables.MakeAsync("audit");
        var id = IndexedChildren.IdOf(":n");
        return
        [
            $"SELECT * FROM child WHERE \"Id\" = {id}",
            $"SELECT * FROM child_adult WHERE \"ChildId\" = {id}",
            $"SELECT * FROM child_not_to_be_told WHERE \"ChildId\" = {id}",
            $"SELECT * FROM enrolment WHERE \"ChildId\" = {id}",
            $"SELECT * FROM relationship WHERE \"AgencyId\" = '{DemoAgencies.SocialWork.Id}' AND \"ChildId\" = {id}",
            await _tables.InsertLikeAsync("audit", "\"Action\" = 'Index_ReadChild'", new Dictionary<string, string> { ["Id"] = "gen_random_uuid()", ["ChildId"] = id, ["ResourceId"] = id }),
        ];
    }
}
