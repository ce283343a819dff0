using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>
/// Records which children are one family and how each adult is related to each of them. Children of a family that is
/// there already join it with their siblings; what was stated before about an adult stays.
/// </summary>
internal static class RecordFamily
{
    private const int MaximumPeople = 20;

    public sealed record Request(
        [property: Required, MinLength(1), MaxLength(MaximumPeople)] IReadOnlyList<Guid> ChildIds,
        [property: Required, MaxLength(MaximumPeople)] IReadOnlyList<AdultBody> Adults)
    {
        public IEnumerable<(Guid ChildId, ChildAdult Adult)> Stated => Adults.SelectMany(adult => adult.Children.Select(child => (
            child.ChildId,
            new ChildAdult
            {
                AdultId = adult.AdultId,
                Relationship = child.Relationship,
                HasParentalResponsibility = child.HasParentalResponsibility,
                SameHousehold = adult.SameHousehold,
                AlsoLivesWith = child.AlsoLivesWith,
            })));

        public Error? IsInvalid() =>
            ChildIds.Distinct().Count() != ChildIds.Count || Adults.DistinctBy(adult => adult.AdultId).Count() != Adults.Count
            || Adults.Any(adult => adult.Children.DistinctBy(child => child.ChildId).Count() != adult.Children.Count) ? FamilyErrors.ChildNamedTwice
            : Stated.Any(stated => !ChildIds.Contains(stated.ChildId)) ? FamilyErrors.ChildNotOfFamily
            : Stated.Select(stated => stated.Adult.IsInvalid()).FirstOrDefault(error => error is not null);
    }

    /// <param name="SameHousehold">Lives at the children's address.</param>
    public sealed record AdultBody(Guid AdultId, bool SameHousehold, [property: Required, MaxLength(MaximumPeople)] IReadOnlyList<RelationBody> Children);

    /// <param name="Relationship">mother, father, parents-partner, grandparent, carer or other.</param>
    /// <param name="HasParentalResponsibility">Children Act 1989 s3.</param>
    /// <param name="AlsoLivesWith">This child lives with the adult too, in a second household.</param>
    public sealed record RelationBody(Guid ChildId, string Relationship, bool HasParentalResponsibility, bool AlsoLivesWith = false);

    public sealed record Response(Guid FamilyId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/families", HandleAsync)
        .Requires(Policies.RecordFamily)
        .WithSummary("Record a family: its children, and how each adult is related to each of them.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (request.IsInvalid() is { } invalid)
        {
            return invalid.ToProblem();
        }

        var now = clock.GetUtcNow();
        var children = await db.Children.KnownOrMatchedBy(db, practitioner, now).Where(child => request.ChildIds.Contains(child.Id)).ToListAsync(cancellationToken);
        if (children.Count != request.ChildIds.Count)
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var adultIds = request.Adults.Select(adult => adult.AdultId).ToList();
        if (await db.Adults.CountAsync(adult => adultIds.Contains(adult.Id), cancellationToken) != adultIds.Count)
        {
            return ChildErrors.AdultUnknown.ToProblem();
        }

        var there = children.Select(child => child.FamilyId).OfType<Guid>().Distinct().ToList();
        if (there.Count > 1)
        {
            return FamilyErrors.DifferentFamilies.ToProblem();
        }

        var family = there is [var familyId] ? await db.Families.SingleAsync(row => row.Id == familyId, cancellationToken) : Family.Record(practitioner.AgencyId, now);
        if (there.Count == 0)
        {
            db.Families.Add(family);
        }

        foreach (var child in children)
        {
            child.JoinFamily(family.Id);
            foreach (var stated in request.Stated.Where(stated => stated.ChildId == child.Id && child.Adults.All(known => known.AdultId != stated.Adult.AdultId)))
            {
                child.Relate(stated.Adult);
            }

            db.AnnounceRecord(child, practitioner.AgencyId, now);
            db.AnnounceRelationships(child, practitioner.AgencyId, now);
            db.Audit(practitioner, Policies.RecordFamily, "family", family.Id, child.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(family);
        return TypedResults.Created($"/index/v1/families/{family.Id}", new Response(family.Id));
    }
}
