using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;

namespace Cypp.Story.Steps;

/// <summary>The story that every build must run: eight steps, seven agencies, two children who do not exist.</summary>
public sealed class StoryOfTwoChildren(IPlatform platform, AgencyKeys keys, TextWriter output, int? killSeed = null)
{
    internal static IReadOnlyList<IStep> Steps { get; } =
    [
        new Step1Attendance(), new Step2EarlyHelp(), new Step3PoliceIncident(), new Step4StepUp(), new Step5ChildProtection(),
        new Step6FamilyGroupConference(), new Step7StepDown(), new Step8Scorecard(),
    ];

    /// <returns>The effects that are missing; none when the story is whole.</returns>
    public async Task<IReadOnlyList<string>> PlayAsync()
    {
        var agencies = new CityAgencies(platform, keys);
        await SyntheticCity.SeedAsync(platform, agencies, [.. Clusters.All.Take(3)], output);
        var context = new StoryContext(platform, agencies);
        var report = new Report(output, agencies);
        var kills = new Kills(platform, Steps.Count, killSeed, output);
        for (var at = 0; at < Steps.Count; at++)
        {
            await report.BeginAsync(at + 1, Steps[at].Title, platform.Clock.GetUtcNow());
            await using (kills.During(at))
            {
                await Steps[at].PlayAsync(context, report);
            }

            await report.EndAsync();
        }

        output.WriteLine();
        output.WriteLine(report.Missing.Count == 0 ? "The story is whole." : $"{report.Missing.Count} effects are missing:");
        foreach (var missing in report.Missing)
        {
            output.WriteLine($"  {missing}");
        }

        return report.Missing;
    }
}

internal interface IStep
{
    string Title { get; }

    Task PlayAsync(StoryContext context, Report report);
}
