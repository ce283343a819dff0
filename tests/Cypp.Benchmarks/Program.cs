using System.CommandLine;
using Cypp.Benchmarks;
using Cypp.Benchmarks.Goals;
using Cypp.Benchmarks.Peers;

var goals = new Argument<string[]>("goals") { Description = "P1 ... ; none named: all.", DefaultValueFactory = _ => [] };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<int>("--seconds") { Description = "Length of one load.", DefaultValueFactory = _ => 4 };
var warmUp = new Option<int>("--warm-up") { Description = "Seconds of load on each peer before the first round.", DefaultValueFactory = _ => 15 };
var json = new Option<string?>("--json") { Description = "File for the readings and ratios." };
var root = new RootCommand("Measures the goals of docs/performance.md.") { goals, rounds, seconds, warmUp, json };
root.SetAction(async (parsed, _) =>
{
    var directory = Directory.CreateTempSubdirectory("cypp-benchmark-").FullName;
    try
    {
        var options = new Options(parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromSeconds(parsed.GetValue(warmUp)));
        await using var stand = await Stand.StartAsync(directory);
        await Report.WriteAsync(await GoalList.RunAsync(stand, options, parsed.GetValue(goals)!), parsed.GetValue(json));
    }
    finally
    {
        Directory.Delete(directory, recursive: true);
    }
});

var peer = new Command("peer", "Runs one of the peers: backend, open-edge, plain-yarp.") { Hidden = true };
var name = new Argument<string>("name");
peer.Add(name);
peer.SetAction((parsed, cancellationToken) => (parsed.GetValue(name) switch
{
    "backend" => Backend.Build([]),
    "open-edge" => OpenEdge.Build([]),
    "plain-yarp" => PlainYarp.Build([]),
    var other => throw new ArgumentException($"There is no peer {other}."),
}).RunAsync());
root.Add(peer);

return await root.Parse(args).InvokeAsync();
