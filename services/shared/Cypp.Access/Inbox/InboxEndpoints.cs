using System.Diagnostics;
using Cypp.Access.Audit;
using Cypp.Messaging;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Inbox;

/// <summary><c>/inbox</c> of a service: what is addressed to the caller's agency and role, and its acknowledgement by a named person.</summary>
public static class InboxEndpoints
{
    private const int PageSize = 100;

    public sealed record Item(
        Guid Id, string Kind, Guid? ChildId, Guid SubjectId, DateTimeOffset CreatedAt, DateTimeOffset? DueAt,
        Guid? AcknowledgedBy, DateTimeOffset? AcknowledgedAt);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Item> Items, Guid? Next);

    public static void MapInbox<TDb>(this IEndpointRouteBuilder group, Policy read, Policy acknowledge) where TDb : ServiceDb
    {
        group.MapGet(
            "/inbox",
            (Guid? after, CurrentPractitioner practitioner, HttpContext http, CancellationToken cancellationToken) =>
                ReadAsync(after, practitioner, Db(http), read, cancellationToken))
            .Requires(read).WithSummary("What is addressed to your agency and role, oldest first.");
        group.MapPost(
            "/inbox/{itemId:guid}/acknowledgement",
            (Guid itemId, CurrentPractitioner practitioner, HttpContext http, BusinessClock clock, CancellationToken cancellationToken) =>
                AcknowledgeAsync(itemId, practitioner, Db(http), clock, acknowledge, cancellationToken))
            .Requires(acknowledge).WithSummary("Acknowledge a notice in your own name.").ProducesProblem(StatusCodes.Status404NotFound);

        static ServiceDb Db(HttpContext http) => http.RequestServices.GetRequiredService<TDb>();
    }

    private static async Task<Ok<Page>> ReadAsync(
        Guid? after, CurrentPractitioner practitioner, ServiceDb db, Policy policy, CancellationToken cancellationToken)
    {
        var items = await Addressed(db, practitioner).Where(item => after == null || item.Id > after)
            .OrderBy(item => item.Id).Take(PageSize).ToListAsync(cancellationToken);
        db.Audit(practitioner, policy, "inbox", practitioner.AgencyId, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. items.Select(Show)], items.Count == PageSize ? items[^1].Id : null));
    }

    private static async Task<Results<Ok<Item>, ProblemHttpResult>> AcknowledgeAsync(
        Guid itemId, CurrentPractitioner practitioner, ServiceDb db, BusinessClock clock, Policy policy, CancellationToken cancellationToken)
    {
        if (await Addressed(db, practitioner).SingleOrDefaultAsync(item => item.Id == itemId, cancellationToken) is not { } item)
        {
            return new NotFoundError().ToProblem();
        }

        item.Acknowledge(practitioner.PractitionerId, clock.GetUtcNow());
        Activity.Current.Follow(item.TraceParent);
        db.Audit(practitioner, policy, "inbox-item", item.Id, item.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Show(item));
    }

    private static IQueryable<InboxItem> Addressed(ServiceDb db, CurrentPractitioner practitioner)
    {
        var (agencyId, role, practitionerId) = (practitioner.AgencyId, practitioner.Role, practitioner.PractitionerId);
        return db.Set<InboxItem>().Where(item =>
            item.AgencyId == agencyId && item.Role == role && (item.PractitionerId == null || item.PractitionerId == practitionerId));
    }

    private static Item Show(InboxItem item) => new(
        item.Id, item.Kind, item.ChildId, item.SubjectId, item.CreatedAt, item.DueAt, item.AcknowledgedBy, item.AcknowledgedAt);
}
