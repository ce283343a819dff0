using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Finds an adult by exact names and birth date, if exactly one has them; a read, although its particulars stand in a body.</summary>
internal static class MatchAdult
{
    public sealed record Request(
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string GivenName,
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string FamilyName,
        DateOnly BirthDate);

    /// <param name="Outcome">matched or none; two who fit are none.</param>
    public sealed record Response(string Outcome, Guid? AdultId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/adult-matches", HandleAsync)
        .Requires(Policies.MatchAdult)
        .WithMetadata(new NoIdempotencyKey())
        .WithSummary("Find an adult by names and birth date.");

    private static async Task<Ok<Response>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var (given, family) = (NameKey.Of(request.GivenName), NameKey.Of(request.FamilyName));
        var found = await db.Adults
            .Where(adult => adult.BirthDate == request.BirthDate && adult.FamilyNameKey == family && adult.GivenNameKey == given)
            .Select(adult => adult.Id).Take(2).ToListAsync(cancellationToken);
        Guid? adultId = found.Count == 1 ? found[0] : null;
        db.Audit(practitioner, Policies.MatchAdult, "adult", adultId, childId: null, detail: adultId is null ? "none" : "matched");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(adultId is null ? "none" : "matched", adultId));
    }
}
