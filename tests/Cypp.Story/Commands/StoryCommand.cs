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
    public static async Task<int> RunAsync(bool real, string? images, int? killSeed, string? examples)
    {
        var directory = Directory.CreateTempSubdirectory("cypp-story-").FullName;
        try
        {
            var port = FreePort.Next();
            await using IPlatform platform = real
                ? await RealPlatform.StartAsync(port, directory, SyntheticCity.Beginning, new Surroundings { Images = images })
                : await EmbeddedPlatform.StartAsync(port, directory, SyntheticCity.Beginning);
            var story = new StoryOfTwoChildren(platform, new AgencyKeys(Path.Combine(directory, "demo-keys")), Console.Out, killSeed);
            var missing = await story.PlayAsync();
            if (examples is not null)
            {
                await ExampleRecorder.WriteAsync(examples);
            }

            return missing.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
