using System.CommandLine;
using Cypp.Story.Commands;
using Cypp.Testing.Servers;

var real = new Option<bool>("--real") { Description = "One process a service, on PostgreSQL and RabbitMQ.", Recursive = true };
var images = new Option<string?>("--images") { Description = "With --real: processes run from the images of this version, by podman, as root, who alone can give the images' user its files.", Recursive = true };
images.Validators.Add(given =>
{
    if (given.GetValue(images) is not null && !given.GetValue(real))
    {
        given.AddError("--images goes with --real: the one process has no image.");
    }
});
var port = new Option<int>("--port") { Description = "Where partner agencies call.", DefaultValueFactory = _ => 8080 };
var reset = new Option<bool>("--reset") { Description = "Forget the data of earlier starts." };
var directory = new Option<string?>("--directory") { Description = "Where data, logs and demo keys lie." };
var watch = new Option<bool>("--watch") { Description = "With --real: Prometheus beside it, and requests' traces in the terminal." };
var killSeed = new Option<int?>("--kill-seed") { Description = "Kill each process once at a random step of this seed." };

var replicas = new Option<int>("--replicas") { Description = "With --real: so many of each process, behind one address.", DefaultValueFactory = _ => 1 };
replicas.Validators.Add(given =>
{
    if (given.GetValue(replicas) is < 1 or > 5)
    {
        given.AddError("--replicas takes 1 to 5.");
    }
});

var root = new RootCommand("Cypp.Platform: starts it, or plays the story on it.") { real, images, port, reset, directory, replicas, watch };
root.SetAction((parsed, _) => ServeCommand.RunAsync(new ServeOptions(
    parsed.GetValue(real), parsed.GetValue(images), parsed.GetValue(replicas), parsed.GetValue(watch), parsed.GetValue(port), parsed.GetValue(reset),
    Path.GetFullPath(parsed.GetValue(directory) ?? (parsed.GetValue(real) ? ".data/real" : ".data/embedded")))));

var examples = new Option<string?>("--write-examples") { Description = "Write the requests of the story as examples of the API's description to this file." };
var story = new Command("story", "Plays the eight steps on an instance of its own.") { killSeed, examples };
story.SetAction((parsed, _) => StoryCommand.RunAsync(parsed.GetValue(real), parsed.GetValue(images), parsed.GetValue(killSeed), parsed.GetValue(examples)));
root.Add(story);

var serversDirectory = new Option<string>("--directory") { Required = true };
var servers = new Command("servers", "Starts a private PostgreSQL and RabbitMQ for tests until its input ends.") { serversDirectory };
servers.SetAction((parsed, cancellationToken) => ServersCommand.RunAsync(parsed.GetValue(serversDirectory)!, cancellationToken));
root.Add(servers);

var asked = root.Parse(args);
// Serving ends on a signal in its own time; the rest is cancelled.
var configuration = new InvocationConfiguration();
if (asked.CommandResult.Command == root)
{
    configuration.ProcessTerminationTimeout = null;
}

return await asked.InvokeAsync(configuration);
