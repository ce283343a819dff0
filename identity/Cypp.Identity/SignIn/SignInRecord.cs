using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cypp.Access.Audit;
using Cypp.Contracts;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.SignIn;

/// <summary>
/// What is kept of a sign-in (AU-1): a row of audit, and a count by outcome without anybody in it. What an unknown person
/// typed is not kept, people type passwords into the wrong field; the row is, so that the work is the same.
/// </summary>
internal sealed class SignInRecord(IdentityDb db, TimeProvider clock)
{
    public const string Meter = "Cypp.Identity";
    private const string Action = "Identity_SignIn";
    private const string SignedInCode = "signed-in";

    private static readonly Meter Metrics = new(Meter);
    private static readonly Counter<long> Outcomes = Metrics.CreateCounter<long>("cypp.identity.signins");

    public static void CountFromStart() => Outcomes.Add(0, new KeyValuePair<string, object?>("code", SignedInCode));

    /// <param name="practitionerId">Nobody's for who is unknown.</param>
    public async Task RefusedAsync(Guid practitionerId, string clientId, string reason, CancellationToken cancellationToken)
    {
        Outcomes.Add(1, new KeyValuePair<string, object?>("code", reason));
        var agencyId = await db.Clients.Where(row => row.ClientId == clientId).Select(row => row.AgencyId).FirstOrDefaultAsync(cancellationToken);
        Add(practitionerId, agencyId, "unstated", clientId, acr: null, AuditRow.Deny, AuditRow.Refused, reason);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds the row; it is saved with the session.</summary>
    public void SignedIn(Practitioner person, string role, string clientId, string acr)
    {
        Outcomes.Add(1, new KeyValuePair<string, object?>("code", SignedInCode));
        Add(person.Id, person.AgencyId, role, clientId, acr, AuditRow.Permit, AuditRow.Done, detail: null);
    }

    private void Add(Guid practitionerId, Guid agencyId, string role, string clientId, string? acr, string decision, string outcome, string? detail) =>
        db.Set<AuditRow>().Add(new AuditRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            At = clock.GetUtcNow(),
            PractitionerId = practitionerId,
            Role = role,
            AgencyId = agencyId,
            ClientId = clientId,
            Acr = acr,
            Action = Action,
            Purpose = Purposes.Administration,
            LawfulBasis = LawfulBases.PublicTask,
            ChildId = null,
            ResourceType = "session",
            ResourceId = null,
            Decision = decision,
            Outcome = outcome,
            Detail = detail,
            TraceId = Activity.Current?.TraceId.ToString(),
        });
}
