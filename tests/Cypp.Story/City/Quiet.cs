using System.Text;
using Cypp.Access;
using Cypp.Story.Agencies;

namespace Cypp.Story.City;

/// <summary>Waits until all messages have arrived: nothing waits in any outbox and the live counts no longer change.</summary>
internal static class Quiet
{
    private const int EqualAnswers = 3;

    public static readonly IReadOnlyList<string> Services = ["index", "early-help", "safeguarding", "learning", "health", "outcomes"];

    public static async Task WaitAsync(CityAgencies agencies)
    {
        var (last, same) = ("", 0);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (same < EqualAnswers)
        {
            limit.Token.ThrowIfCancellationRequested();
            var (now, waiting) = await LookAsync(agencies);
            (last, same) = (now, now == last && !waiting ? same + 1 : 0);
            // From outside only repeated equal answers tell that the queues are empty.
            await Task.Delay(250, CancellationToken.None);
        }
    }

    /// <returns>Messages of the services' work sent so far, by type; not audit roots, which tell how many minutes it took.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> SentAsync(CityAgencies agencies)
    {
        var platform = await agencies.SystemOf(DemoAgencies.Operator).AsAsync(Roles.PlatformOperator);
        var sent = new Dictionary<string, int>();
        foreach (var service in Services)
        {
            var answer = Expect.Success(await platform.GetAsync($"/{service}/v1/messages"), "messages");
            foreach (var type in answer.Json["sent"]!.AsArray().Where(type => !((string)type!["type"]!).StartsWith("platform.", StringComparison.Ordinal)))
            {
                sent[(string)type!["type"]!] = (int)type["count"]!;
            }
        }

        return sent;
    }

    /// <returns>How many messages are parked, in all services.</returns>
    public static async Task<int> ParkedAsync(CityAgencies agencies)
    {
        var platform = await agencies.SystemOf(DemoAgencies.Operator).AsAsync(Roles.PlatformOperator);
        var parked = 0;
        foreach (var service in Services)
        {
            parked += (int)Expect.Success(await platform.GetAsync($"/{service}/v1/messages"), "messages").Json["parked"]!;
        }

        return parked;
    }

    private static async Task<(string Answers, bool Waiting)> LookAsync(CityAgencies agencies)
    {
        var platform = await agencies.SystemOf(DemoAgencies.Operator).AsAsync(Roles.PlatformOperator);
        var manager = await agencies.SystemOf(DemoAgencies.SocialWork).AsAsync(Roles.PerformanceManager);
        var (answers, waiting) = (new StringBuilder(), false);
        foreach (var service in Services)
        {
            var answer = Expect.Success(await platform.GetAsync($"/{service}/v1/messages"), "messages");
            answers.Append(answer.Body);
            waiting |= (int)answer.Json["waiting"]! + (int)answer.Json["held"]! > 0;
        }

        answers.Append(Expect.Success(await manager.GetAsync("/outcomes/v1/counts"), "counts").Body);
        return (answers.ToString(), waiting);
    }
}
