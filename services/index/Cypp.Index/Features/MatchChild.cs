using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Index.Features;

/// <summary>
/// Who is this child? Open to those without a relationship, audited; it answers with an id and shows nothing of the
/// record.
/// </summary>
internal static class MatchChild
{
    public sealed record Request(
        string? NhsNumber = null, string? Upn = null,
        [property: StringLength(Adult.NameLength)] string? GivenName = null,
        [property: StringLength(Adult.NameLength)] string? FamilyName = null,
        DateOnly? BirthDate = null, string? Postcode = null)
    {
        public Error? Read(out MatchQuestion? question)
        {
            question = null;
            Postcode? postcode = null;
            if (RegisterChild.NumbersAreInvalid(NhsNumber, Upn, out var nhsNumber, out var upn) is { } wrong)
            {
                return wrong;
            }

            if (Postcode is not null && !Domain.Postcode.TryParse(Postcode, out postcode))
            {
                return ChildErrors.PostcodeInvalid;
            }

            question = new MatchQuestion(nhsNumber?.Value, upn?.Value, GivenName?.Trim(), FamilyName?.Trim(), BirthDate, postcode?.Value);
            return question.Facts is { NhsNumber: null, Upn: null, GivenNameKey: null, FamilyNameKey: null } ? MatchErrors.NothingToMatch : null;
        }
    }

    /// <param name="Outcome">matched (then <paramref name="ChildId"/>) or pending (then <paramref name="MatchId"/>: a person settles it).</param>
    /// <param name="Score">0 to 100; 90 links.</param>
    public sealed record Response(string Outcome, Guid? ChildId, Guid? MatchId, int Score, IReadOnlyList<string> Evidence);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/match", HandleAsync)
        .Requires(Policies.MatchChild)
        .WithSummary("Find the child meant by these particulars, or open a match that a person settles.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (request.Read(out var question) is { } error)
        {
            return error.ToProblem();
        }

        var now = clock.GetUtcNow();
        var decision = await db.DecideAsync(question!.Facts, cancellationToken);
        var match = ChildMatch.Ask(question, decision, practitioner.AgencyId, practitioner.PractitionerId, now);
        db.Matches.Add(match);
        await db.TellSocialWorkerAsync(match, now, cancellationToken);
        db.Audit(practitioner, Policies.MatchChild, "match", match.Id, match.ChildId, detail: match.Status);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(match.Status, match.ChildId, match.ChildId is null ? match.Id : null, match.Score, match.Evidence));
    }
}
