using System.Security.Cryptography;
using System.Text;
using Cypp.Messaging;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit;

/// <summary>Work on a service's audit that is done again and again; what fails is done at the next time.</summary>
public abstract partial class AuditJob(string service, TimeSpan every, TimeProvider clock, ILogger logger) : Rounds($"Audit of {service}", every, clock, logger)
{
    public string Service => service;

    /// <summary>One stream a service, so that who listens hears each in order and without a gap.</summary>
    protected Guid Key { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes(service)).AsSpan(0, 16), bigEndian: true);

    /// <summary>Does all that there is to do now.</summary>
    /// <returns>How many rows, roots or lines it was.</returns>
    public abstract override Task<int> RunOnceAsync(CancellationToken cancellationToken);

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

    protected override void Report(string failure) => LogFailure(Logger, GetType().Name, service, failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "AuditJobFailed", Message = "{Job} of {Service} failed with {Failure}; it is tried again")]
    private static partial void LogFailure(ILogger logger, string job, string service, string failure);
}
