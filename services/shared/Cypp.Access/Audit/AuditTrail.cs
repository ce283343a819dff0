using System.Diagnostics;
using Cypp.Contracts;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cypp.Access.Audit;

public static class AuditTrail
{
    /// <summary>
    /// Adds the audit row of a change or of a read; save it in the change's own transaction or, for a read, before
    /// answering.
    /// </summary>
    /// <param name="sections">Which parts were shown, where not all are: whole, flag, masked ...</param>
    /// <param name="reason">Code that the person gave for what they did.</param>
    /// <param name="detail">Any other code.</param>
    public static void Audit(
        this ServiceDb db, CurrentPractitioner practitioner, Policy policy, string resourceType, Guid? resourceId, Guid? childId,
        string decision = AuditRow.Permit, string? detail = null, string? sections = null, string? reason = null)
    {
        var now = db.GetService<TimeProvider>().GetUtcNow();
        db.Set<AuditRow>().Add(new AuditRow
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            PractitionerId = practitioner.PractitionerId,
            Role = practitioner.Role,
            AgencyId = practitioner.AgencyId,
            ClientId = practitioner.ClientId,
            Action = policy.Name,
            Purpose = policy.Purpose,
            Acr = practitioner.Acr,
            LawfulBasis = AuditGrounds.BasisOf(policy.Purpose),
            PolicyVersion = policy.Version,
            ChildId = childId,
            ResourceType = resourceType,
            ResourceId = resourceId,
            Decision = decision,
            Outcome = decision == AuditRow.Permit ? AuditRow.Done : AuditRow.Refused,
            Sections = sections,
            Reason = reason,
            Detail = detail,
            TraceId = Activity.Current?.TraceId.ToString(),
        });
    }
}

/// <summary>A message without an allowed ground has no effect but this row.</summary>
internal sealed class AuditParked(TimeProvider clock) : IParkObserver
{
    public void Parked(ServiceDb db, Envelope envelope, string reasonCode) => db.Set<AuditRow>().Add(new AuditRow
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        At = clock.GetUtcNow(),
        PractitionerId = PlatformAgency.Id,
        Role = "consumer",
        AgencyId = envelope.SourceAgencyId,
        ClientId = "messaging",
        Action = "Consume",
        Purpose = Known(envelope.Purpose, Purposes.All),
        ChildId = null,
        ResourceType = "message",
        ResourceId = envelope.MessageId,
        LawfulBasis = Known(envelope.LawfulBasis, LawfulBases.All),
        Decision = AuditRow.Parked,
        Outcome = AuditRow.Refused,
        Detail = reasonCode,
        TraceId = Activity.Current?.TraceId.ToString(),
    });

    // What a message states otherwise may be anything, and is kept with the message only.
    private static string Known(string stated, IReadOnlySet<string> codes) => codes.Contains(stated) ? stated : "unstated";
}
