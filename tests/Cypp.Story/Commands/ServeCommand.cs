using System.Runtime.InteropServices;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Watch;
using Cypp.Testing.Servers;

namespace Cypp.Story.Commands;

/// <summary>Starts the platform with the synthetic city and keeps it until Ctrl-C.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options)
    {
        if (options is { Real: false, Watch: true })
        {
            await Console.Error.WriteLineAsync("--watch goes with --real: one process tells of itself what many tell of each other.");
            return 1;
        }

        var directory = options.Directory;
        if (!FreePort.IsFree(options.Port))
        {
            await Console.Error.WriteLineAsync($"Port {options.Port} is taken: stop what listens there, or choose another with --port.");
            return 1;
        }

        if (Directory.Exists(directory) && (options.Reset || SyntheticCity.IsLeftHalfFull(directory)))
        {
            Directory.Delete(directory, recursive: true);
        }

        var ending = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; ending.TrySetResult(); });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; ending.TrySetResult(); });
        await using var watching = options.Watch ? await Watching.StartAsync(directory) : null;
        await using IPlatform platform = options.Real
            ? await RealPlatform.StartAsync(
                options.Port, directory, SyntheticCity.Beginning, Surroundings.Of(options.Replicas, watching?.Settings) with { Images = options.Images })
            : await EmbeddedPlatform.StartAsync(options.Port, directory, SyntheticCity.Beginning);
        var keys = new AgencyKeys(Path.Combine(directory, "demo-keys"));
        var filling = SyntheticCity.EnsureAsync(platform, keys, Console.Out);
        if (await Task.WhenAny(filling, ending.Task) == filling)
        {
            await filling;
            Console.WriteLine($"""

                Open         {platform.Gateway}            what is running, the API reference, the scorecard
                Data, logs   {directory}
                Demo keys    {Path.Combine(directory, "demo-keys")}   (one a made-up agency, readable by you only)
                Ctrl-C stops it; the next start finds its data; --reset forgets it.
                """);
            watching?.TellOn(Console.Out);
            await ending.Task;
        }

        Console.WriteLine("Stopping.");
        return 0;
    }
}
