using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Steps;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Flows;

/// <summary>One playing of the story on an instance of its own: what was printed, what is missing, what was sent.</summary>
public sealed record StoryRun(string Printed, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, int> Sent)
{
    /// <summary>The seed of the kills; a failing run is repeated with it.</summary>
    public const int KillSeed = 20151102;

    public static async Task<StoryRun> PlayAsync(bool real, int? killSeed)
    {
        var directory = Directory.CreateTempSubdirectory("cypp-story-test-").FullName;
        try
        {
            var port = FreePort.Next();
            await using IPlatform platform = real
                ? await RealPlatform.StartAsync(port, directory, SyntheticCity.Beginning)
                : await EmbeddedPlatform.StartAsync(port, directory, SyntheticCity.Beginning);
            var keys = new AgencyKeys(Path.Combine(directory, "demo-keys"));
            await using var printed = new StringWriter();
            var missing = await new StoryOfTwoChildren(platform, keys, TextWriter.Synchronized(printed), killSeed).PlayAsync();
            return new StoryRun(printed.ToString(), missing, await Quiet.SentAsync(new CityAgencies(platform, keys)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
