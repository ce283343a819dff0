using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Time;

namespace Cypp.Gateway;

/// <summary>What is running; asked at most once in two seconds, however many ask.</summary>
internal sealed class EdgeStatus(IReadiness readiness, TimeProvider clock, BusinessClock business, IConfiguration configuration) : IDisposable
{
    /// <param name="SyntheticCity">All data is made up: a demonstration.</param>
    /// <param name="Today">The day that deadlines and periods go by.</param>
    public sealed record Answer(string Version, bool SyntheticCity, DateOnly Today, IReadOnlyList<Service> Services);

    public sealed record Service(string Name, bool Ready);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _one = new(1);
    private (Answer Answer, DateTimeOffset At)? _last;

    public void Dispose() => _one.Dispose();

    public async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && clock.GetUtcNow() - last.At < Fresh)
            {
                return last.Answer;
            }

            var services = await Task.WhenAll(Routes.Services.Select(async service =>
                new Service(service, await readiness.IsReadyAsync(service, CancellationToken.None))));
            var answer = new Answer(Telemetry.Version, configuration.GetValue<bool>("Demo:SyntheticCity"), business.Today, services);
            _last = (answer, clock.GetUtcNow());
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }
}
