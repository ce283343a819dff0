using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit;

/// <summary>Work on a service's audit that is done again and again; what fails is done at the next time.</summary>
public abstract partial class AuditJob(string service, TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    public string Service => service;

    protected TimeProvider Clock => clock;

    /// <summary>One stream a service, so that who listens hears each in order and without a gap.</summary>
    protected Guid Key { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes(service)).AsSpan(0, 16), bigEndian: true);

    /// <summary>Does all that there is to do now.</summary>
    /// <returns>How many rows, roots or lines it was.</returns>
    public abstract Task<int> RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>One batch after the other, until one is not full.</summary>
    /// <returns>How many in all.</returns>
    protected static async Task<int> InBatchesAsync(int size, Func<CancellationToken, Task<int>> next, CancellationToken cancellationToken)
    {
        var (all, last) = (0, size);
        for (; last == size; all += last)
        {
            last = await next(cancellationToken);
        }

        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(GetType().Name, service, failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "AuditJobFailed", Message = "{Job} of {Service} failed with {Failure}; it is tried again")]
    private partial void LogFailure(string job, string service, string failure);
}
