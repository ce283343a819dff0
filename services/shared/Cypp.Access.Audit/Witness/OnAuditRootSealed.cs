using Cypp.Contracts.Platform;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cypp.Access.Audit.Witness;

/// <summary>Witnesses another service's root. One that does not continue the last is kept unsigned, as evidence, and alarmed.</summary>
public sealed partial class OnAuditRootSealed<TDb>(TDb db, AuditWitness<TDb> witness, ILogger<OnAuditRootSealed<TDb>> logger)
    : IHandle<AuditRootSealed> where TDb : ServiceDb
{
    public async Task HandleAsync(AuditRootSealed message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (message.Service == witness.Name)
        {
            return;
        }

        var last = await db.Set<WitnessedRoot>()
            .Where(root => root.Service == message.Service && root.Statement != null)
            .OrderByDescending(root => root.Size).FirstOrDefaultAsync(cancellationToken);
        var seen = witness.See(message, last);
        db.Add(seen);
        if (seen.Statement is null)
        {
            MessagingTelemetry.AuditForks.Add(1, new KeyValuePair<string, object?>("service", message.Service));
            LogFork(witness.Name, message.Service, message.Size, last!.Size);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, EventName = "AuditForked",
        Message = "{Witness}: the audit of {Service} at {Size} rows does not continue what was witnessed at {LastSize}")]
    private partial void LogFork(string witness, string service, long size, long lastSize);
}
