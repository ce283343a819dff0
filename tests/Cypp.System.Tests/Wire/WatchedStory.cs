using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Steps;
using Cypp.Story.Watch;
using Cypp.System.Tests.Canary;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Wire;

/// <summary>The story as far as the step-up, on one process a service, and all that they told by OTLP.</summary>
internal sealed record WatchedStory(IReadOnlyList<OtlpSpan> Spans, IReadOnlyList<OtlpMetric> Metrics)
{
    private static readonly IStep[] Steps = [new Step1Attendance(), new Step2EarlyHelp(), new Step3PoliceIncident(), new Step4StepUp()];

    /// <summary>One run serves all who look at it.</summary>
    public static readonly Lazy<Task<WatchedStory>> Once = new(PlayAsync);

    private static async Task<WatchedStory> PlayAsync()
    {
        var directory = Directory.CreateTempSubdirectory("cypp-watched-").FullName;
        await using var capture = await OtlpCapture.StartAsync();
        try
        {
            await using (var platform = await RealPlatform.StartAsync(FreePort.Next(), directory, SyntheticCity.Monday, capture.Settings))
            {
                var agencies = new CityAgencies(platform, new AgencyKeys(Path.Combine(directory, "demo-keys")));
                await agencies.RegisterAsync([DemoAgencies.StoryCluster]);
                var context = new StoryContext(platform, agencies);
                await using var printed = new StringWriter();
                var report = new Report(printed, agencies);
                foreach (var step in Steps)
                {
                    await step.PlayAsync(context, report);
                }

                Assert.Empty(report.Missing);
                await Quiet.WaitAsync(agencies);
                await ToldAsync(capture, [.. ToldNames.InRulesAndDashboards().Where(name => !ToldNames.IsOfOthers(name))]);
            }

            // A process that ends tells what it still has.
            return new WatchedStory(capture.Spans, [.. capture.Metrics]);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Levels are counted every 15 s: until all are told, or a minute is over and the test says which is missing.</summary>
    private static async Task ToldAsync(OtlpCapture capture, IReadOnlyCollection<string> names)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!limit.IsCancellationRequested && names.Except(capture.Metrics.SelectMany(metric => metric.Series)).Any())
        {
            // Exporting tells nobody; looking again is all that can be done.
            await Task.Delay(1000, CancellationToken.None);
        }
    }
}
