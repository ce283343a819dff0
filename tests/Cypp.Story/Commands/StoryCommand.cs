using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Steps;
using Cypp.Testing.Servers;

namespace Cypp.Story.Commands;

/// <summary>Plays the eight steps on an instance of its own.</summary>
internal static class StoryCommand
{
    /// <param name="images">The version of the images to run from; null: as built here.</param>
    /// <param name="killSeed">When given, each process is killed once at a random step and started again.</param>
    /// <returns>0, or 1 where the story did not hold: then its folder is left, with the processes' logs.</returns>
    public static async Task<int> RunAsync(bool real, string? images, int? killSeed, string? examples)
    {
        var directory = Directory.CreateTempSubdirectory("cypp-story-").FullName;
        var whole = false;
        try
        {
            whole = await PlayAsync(directory, real, images, killSeed);
            if (examples is not null)
            {
                await ExampleRecorder.WriteAsync(examples);
            }

            return whole ? 0 : 1;
        }
        finally
        {
            if (whole)
            {
                Directory.Delete(directory, recursive: true);
            }
            else
            {
                Console.Error.WriteLine($"What the processes wrote, with their keys and passwords, is left in {directory}.");
            }
        }
    }

    private static async Task<bool> PlayAsync(string directory, bool real, string? images, int? killSeed)
    {
        var port = FreePort.Next();
        await using IPlatform platform = real
            ? await RealPlatform.StartAsync(port, directory, SyntheticCity.Beginning, new Surroundings { Images = images })
            : await EmbeddedPlatform.StartAsync(port, directory, SyntheticCity.Beginning);
        var missing = await new StoryOfTwoChildren(platform, new AgencyKeys(Path.Combine(directory, "demo-keys")), Console.Out, killSeed).PlayAsync();
        return missing.Count == 0;
    }
}
