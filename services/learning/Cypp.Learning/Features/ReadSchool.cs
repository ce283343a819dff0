using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class ReadSchool
{
    /// <param name="BellTime">First bell, HH:mm by the clock in England.</param>
    public sealed record Response(
        Guid SchoolAgencyId, string Name, string Phase, string Cluster, string BellTime,
        IReadOnlyList<SaveSchool.TermDays> Terms, IReadOnlyList<DateOnly> ClosedDays);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/schools/{schoolAgencyId:guid}", HandleAsync)
        .Requires(Policies.ReadSchool)
        .WithSummary("A school's day: bell, terms, closed days.");

    public static Response Show(School school) => new(
        school.Id, school.Name, school.Phase, school.Cluster, school.BellTime.ToString("HH:mm", null),
        [.. school.Terms.Select(term => new SaveSchool.TermDays(term.From, term.To))], school.ClosedDays);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid schoolAgencyId, CurrentPractitioner practitioner, LearningDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        var mayRead = practitioner.Role == Roles.EducationSafeguardingLead || practitioner.AgencyId == schoolAgencyId;
        if (!mayRead || await db.Schools.SingleOrDefaultAsync(row => row.Id == schoolAgencyId, cancellationToken) is not { } school)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadSchool, "school", school.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(school);
        return TypedResults.Ok(Show(school));
    }
}
