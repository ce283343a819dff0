using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Live counts for those who do the work; never published.</summary>
internal static class ReadCounts
{
    public sealed record Response(string Cluster, int OpenPrompts, int OpenCases, int ChildrenOpen, int StepUpsWaiting, int StepDownsWaiting);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/counts", HandleAsync)
        .Requires(Policies.ReadCounts)
        .WithSummary("Live counts of your cluster.");

    private static async Task<Ok<Response>> HandleAsync(CurrentPractitioner practitioner, EarlyHelpDb db, CancellationToken cancellationToken)
    {
        var (agencyId, cluster) = (practitioner.AgencyId, practitioner.Cluster ?? "");
        var members = db.Cases.Where(one => one.LeadAgencyId == agencyId && one.ClosedOn == null).SelectMany(one => one.Members);
        var counts = new Response(
            cluster,
            await db.Prompts.CountAsync(prompt => prompt.Cluster == cluster && prompt.Status == PromptStatus.Open, cancellationToken),
            await db.Cases.CountAsync(one => one.LeadAgencyId == agencyId && one.ClosedOn == null, cancellationToken),
            await members.CountAsync(member => member.State == MemberState.Open, cancellationToken),
            await members.CountAsync(member => member.State == MemberState.StepUpSent || member.State == MemberState.StepUpReceived, cancellationToken),
            await db.StepDowns.CountAsync(one => one.LeadAgencyId == agencyId && one.Status == StepDownStatus.Received, cancellationToken));
        db.Audit(practitioner, Policies.ReadCounts, "counts", agencyId, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(counts);
    }
}
