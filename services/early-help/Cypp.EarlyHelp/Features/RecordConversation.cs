using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>The right conversation, or why there was none (plan p8).</summary>
internal static class RecordConversation
{
    /// <param name="ReasonNotHeld">Needed when it was not held; then all else is left out.</param>
    /// <param name="Agreed">Whether the family agreed to go on to early help.</param>
    public sealed record Request(
        bool Held, bool SpokenWithChild = false, IReadOnlyList<Guid>? SpokenWithAdultIds = null, [property: StringLength(5000)] string? ChildWords = null,
        bool Agreed = false, [property: StringLength(10000)] string? Notes = null, [property: StringLength(2000)] string? ReasonNotHeld = null);

    public sealed record Response(Guid PromptId, PromptStatus Status, Guid? ConversationId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/prompts/{promptId:guid}/conversation", HandleAsync)
        .Requires(Policies.RecordConversation)
        .WithSummary("Record the right conversation that followed a prompt, or why there was none.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(Guid promptId, Request request, [AsParameters] CaseEdit edit)
    {
        var now = edit.Clock.GetUtcNow();
        var known = edit.Db.PromptsKnownTo(edit.Practitioner, now);
        if (await known.SingleOrDefaultAsync(one => one.Id == promptId, edit.CancellationToken) is not { } prompt)
        {
            return new NotFoundError().ToProblem();
        }

        if (edit.IfMatch.Fails(prompt) is { } stale)
        {
            return stale.ToProblem();
        }

        var (held, error) = request.Held
            ? Conversation.Hold(
                prompt, request.SpokenWithChild, request.SpokenWithAdultIds ?? [], request.ChildWords, request.Agreed, request.Notes ?? "",
                edit.Practitioner.PractitionerId, edit.Practitioner.AgencyId, now)
            : (null, SaysMore(request) ? CaseErrors.NotHeldSaysNothing : prompt.RecordNotHeld(request.ReasonNotHeld));
        if (error is not null)
        {
            return error.ToProblem();
        }

        if (held is not null)
        {
            edit.Db.Conversations.Add(held);
        }

        edit.Db.Audit(edit.Practitioner, Policies.RecordConversation, "prompt", prompt.Id, prompt.ChildId);
        await edit.Db.SaveChangesAsync(edit.CancellationToken);
        edit.Response.SetETag(prompt);
        return TypedResults.Ok(new Response(prompt.Id, prompt.Status, held?.Id));
    }

    // Dropping a child's words without a word would be worse than a refusal.
    private static bool SaysMore(Request request) =>
        request.SpokenWithChild || request.SpokenWithAdultIds is { Count: > 0 } || request.ChildWords is not null || request.Agreed || request.Notes is not null;
}
