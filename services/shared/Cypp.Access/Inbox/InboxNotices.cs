using System.Diagnostics;
using Cypp.Messaging;

namespace Cypp.Access.Inbox;

/// <summary>The one way into an inbox: ids and codes; whoever may, opens what it is about.</summary>
public static class InboxNotices
{
    /// <param name="childId">Null: the notice itself does not say whom it is about.</param>
    /// <param name="practitionerId">Null: anyone of the agency in that role.</param>
    public static void Tell(
        this ServiceDb db, Guid agencyId, string role, string kind, Guid subjectId, Guid? childId, DateTimeOffset now,
        Guid? practitionerId = null, DateTimeOffset? dueAt = null) => db.Set<InboxItem>().Add(new InboxItem
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agencyId,
            Role = role,
            PractitionerId = practitionerId,
            Kind = kind,
            ChildId = childId,
            SubjectId = subjectId,
            CreatedAt = now,
            DueAt = dueAt,
            TraceParent = Activity.Current?.Id,
        });
}
