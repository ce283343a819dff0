using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Says what would be decided and by which rule: with the very function that decides.</summary>
internal static class ExplainSharing
{
    private const string NoAgreement = "no-agreement";
    private const string NoRule = "no-rule-fits";

    /// <param name="Source">Whose records: orgId.</param>
    /// <param name="Destination">For whom: orgId, when it is about one.</param>
    /// <param name="DestinationType">EDUCATION, HEALTH, LOCAL_AUTHORITY ...</param>
    /// <param name="Mode">EXISTENCE or CONTENT.</param>
    /// <param name="Purpose">As agreements write it, EARLY_HELP.</param>
    /// <param name="At">When; now unless told.</param>
    public sealed record Query(
        [property: Required, MaxLength(100)] string Source, [property: MaxLength(100)] string? Destination, [property: Required, MaxLength(100)] string DestinationType,
        [property: Required, MaxLength(100)] string RecordType, [property: Required] string Mode, [property: Required, MaxLength(100)] string Purpose, DateTimeOffset? At);

    /// <param name="Effect">allow or deny.</param>
    /// <param name="DecidingRule"><c>exceptions[0]</c>, <c>defaults[1]</c> ...; no-rule-fits or no-agreement, which both deny.</param>
    /// <param name="Reason">What the rule gives as its reason.</param>
    /// <param name="Version">Of the agreement.</param>
    public sealed record Response(string Effect, string DecidingRule, string? Reason, DateTimeOffset? Version);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/sharing-explanation", HandleAsync)
        .Requires(Policies.ExplainSharing)
        .WithSummary("Explain what an agreement says: effect and deciding rule.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Query query, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (query.Mode is not (SharingModes.Existence or SharingModes.Content))
        {
            return (SharingErrors.ModeUnknown with { Field = "mode" }).ToProblem();
        }

        var source = SharingAgreement.IdOf(query.Source);
        var agreement = await db.AgreementsInForce.AsNoTracking().SingleOrDefaultAsync(row => row.OrgId == source, cancellationToken);
        var asked = new SharingQuestion(
            query.Destination is null ? null : SharingAgreement.IdOf(query.Destination), query.DestinationType, query.RecordType, query.Mode, query.Purpose, query.At ?? clock.GetUtcNow());
        db.Audit(practitioner, Policies.ExplainSharing, "sharing-agreement", agreement?.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(agreement is null ? new Response(SharingPolicy.DenyEffect, NoAgreement, null, null) : Explain(agreement.Policy, asked));
    }

    private static Response Explain(SharingPolicy policy, SharingQuestion asked)
    {
        var deciding = SharingRules.Deciding(SharingRule.Of(new SharingAgreementChanged(Guid.Empty, policy.Rules)), asked);
        return deciding is null
            ? new(SharingPolicy.DenyEffect, NoRule, null, policy.Version)
            : new(deciding.Allows ? SharingPolicy.AllowEffect : SharingPolicy.DenyEffect, deciding.Name, policy.Named(deciding.Name).Reason, policy.Version);
    }
}
