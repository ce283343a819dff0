using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class SaveSchool
{
    /// <param name="Phase">primary, secondary or all-through.</param>
    /// <param name="Cluster">Code of the school's cluster.</param>
    /// <param name="BellTime">First bell, HH:mm by the clock in England.</param>
    /// <param name="ClosedDays">Days in term on which the school is closed.</param>
    public sealed record Request(
        [property: Required, StringLength(School.NameLength, MinimumLength = 1)] string Name,
        [property: Required, AllowedValues(Phases.Primary, Phases.Secondary, Phases.AllThrough)] string Phase,
        [property: Required, StringLength(School.ClusterLength), RegularExpression("[a-z]+(-[a-z]+)*")] string Cluster,
        [property: Required, RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]")] string BellTime,
        [property: Required, MinLength(1), MaxLength(60)] IReadOnlyList<TermDays> Terms,
        [property: Required, MaxLength(366)] IReadOnlyList<DateOnly> ClosedDays);

    public sealed record TermDays(DateOnly From, DateOnly To);

    public static void Map(RouteGroupBuilder group) => group
        .MapPut("/schools/{schoolAgencyId:guid}", HandleAsync)
        .Requires(Policies.SaveSchool)
        .WithSummary("Register a school's day, or change it (If-Match is needed then).");

    private static async Task<Results<Ok<ReadSchool.Response>, Created<ReadSchool.Response>, ProblemHttpResult>> HandleAsync(
        Guid schoolAgencyId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, LearningDb db, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var day = new SchoolDay(
            request.Name, request.Phase, request.Cluster, TimeOnly.ParseExact(request.BellTime, "HH:mm", null),
            [.. request.Terms.Select(term => new Term(term.From, term.To))], request.ClosedDays);
        if (School.DaysAreImpossible(day) is { } error)
        {
            return error.ToProblem();
        }

        var school = await db.Schools.SingleOrDefaultAsync(row => row.Id == schoolAgencyId, cancellationToken);
        if (school is not null && ifMatch.Fails(school) is { } failed)
        {
            return failed.ToProblem();
        }

        var isNew = school is null;
        school ??= db.Schools.Add(School.Open(schoolAgencyId, day)).Entity;
        if (!isNew)
        {
            school.Change(day);
        }

        db.Audit(practitioner, Policies.SaveSchool, "school", school.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(school);
        var shown = ReadSchool.Show(school);
        return isNew ? TypedResults.Created($"/learning/v1/schools/{school.Id}", shown) : TypedResults.Ok(shown);
    }
}
