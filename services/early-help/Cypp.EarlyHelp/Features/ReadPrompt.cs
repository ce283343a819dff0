using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class ReadPrompt
{
    /// <param name="Conversation">The right conversation that answered it; null while there is none.</param>
    public sealed record Response(
        Guid PromptId, Guid ChildId, Guid SchoolAgencyId, string Cluster, DateOnly AsOf, PromptStatus Status, string? ReasonNotHeld, ConversationView? Conversation);

    /// <param name="ChildWords">As are the notes and who was there, for the agency that held it: what a family says to one is not for all.</param>
    public sealed record ConversationView(
        Guid ConversationId, Guid HeldByAgencyId, DateTimeOffset HeldAt, bool Agreed, bool SpokenWithChild,
        IReadOnlyList<Guid>? SpokenWithAdultIds, string? ChildWords, string? Notes);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/prompts/{promptId:guid}", HandleAsync)
        .Requires(Policies.ReadPrompt)
        .WithSummary("Read a prompt.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid promptId, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var known = db.PromptsKnownTo(practitioner, clock.GetUtcNow());
        if (await known.SingleOrDefaultAsync(prompt => prompt.Id == promptId, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        var held = await db.Conversations.SingleOrDefaultAsync(one => one.PromptId == found.Id, cancellationToken);
        db.Audit(practitioner, Policies.ReadPrompt, "prompt", found.Id, found.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(new Response(
            found.Id, found.ChildId, found.SchoolAgencyId, found.Cluster, found.AsOf, found.Status, found.ReasonNotHeld,
            held is null ? null : Show(held, practitioner.AgencyId == held.HeldByAgencyId)));
    }

    private static ConversationView Show(Conversation held, bool own) => new(
        held.Id, held.HeldByAgencyId, held.HeldAt, held.Agreed, held.SpokenWithChild,
        own ? held.SpokenWithAdultIds : null, own ? held.ChildWords : null, own ? held.Notes : null);
}
