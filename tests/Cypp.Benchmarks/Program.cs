using System.CommandLine;
using Cypp.Benchmarks;
using Cypp.Benchmarks.Goals;
using Cypp.Benchmarks.Peers;

var goals = new Argument<string[]>("goals") { Description = "P1 ... ; none named: all.", DefaultValueFactory = _ => [] };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<int>("--seconds") { Description = "Length of one load.", DefaultValueFactory = _ => 4 };
var warmUp = new Option<int>("--warm-up") { Description = "Seconds of load on each peer before the first round.", DefaultValueFactory = _ => 15 };
var children = new Option<int[]>("--children") { Description = "Numbers of children in the index (P7, P8, N), smallest first.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [20_000, 183_000] };
var sent = new Option<int>("--sent") { Description = "Most sent messages in an outbox (E).", DefaultValueFactory = _ => 1_000_000 };
var messages = new Option<int>("--messages") { Description = "Messages of a round (P9 to P12, E).", DefaultValueFactory = _ => 20_000 };
var marks = new Option<int>("--marks") { Description = "Most attendance marks (P13, P14, M).", DefaultValueFactory = _ => 15_000_000 };
var json = new Option<string?>("--json") { Description = "File for the readings and ratios." };
var charts = new Option<string?>("--charts") { Description = "Directory for the growth laws as SVG." };
var root = new RootCommand("Measures the goals of docs/performance.md.") { goals, rounds, seconds, warmUp, children, sent, messages, marks, json, charts };
root.SetAction(async (parsed, _) =>
{
    var directory = Directory.CreateTempSubdirectory("cypp-benchmark-").FullName;
    try
    {
        var options = new Options(
            parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromSeconds(parsed.GetValue(warmUp)), parsed.GetValue(children)!,
            parsed.GetValue(sent), parsed.GetValue(messages), parsed.GetValue(marks));
        await using var stand = await Stand.StartAsync(directory);
        var measured = await GoalList.RunAsync(stand, options, parsed.GetValue(goals)!);
        await Report.WriteAsync(measured, parsed.GetValue(json));
        if (parsed.GetValue(charts) is { } pictures)
        {
            Charts.Write(measured.Growths, pictures);
        }
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
    "hello" => Hello.Build([]),
    "open-edge" => OpenEdge.Build([]),
    "plain-yarp" => PlainYarp.Build([]),
    var other => throw new ArgumentException($"There is no peer {other}."),
}).RunAsync());
root.Add(peer);

var code = await root.Parse(args).InvokeAsync();
return code == 0 ? Environment.ExitCode : code;
