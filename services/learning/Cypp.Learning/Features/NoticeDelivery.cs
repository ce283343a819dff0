using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Learning.Features;

/// <summary>To whom a notice goes, once it is known whom it is about.</summary>
internal sealed class NoticeDelivery(LearningDb db, BusinessClock clock, IOptions<AuthorityOptions> authority)
{
    /// <summary>
    /// To the key adult of each school on whose roll the child is; to the authority's officer when there is none, or the
    /// child is not of the ages for which schools are told.
    /// </summary>
    public async Task AddressAsync(Notice notice, Guid childId, CancellationToken cancellationToken)
    {
        notice.BelongsTo(childId);
        var (today, facts) = (clock.Today, await db.Children.FindAsync([childId], cancellationToken));
        var enrolments = await db.Enrolments
            .Where(row => row.ChildId == childId && row.EnrolledOn <= today && (row.LeftOn == null || row.LeftOn >= today)).ToListAsync(cancellationToken);
        var ofSchoolAge = enrolments.Where(row => SchoolYears.IsOfSchoolAge(facts?.BirthDate ?? row.BirthDate, today)).ToList();
        foreach (var schoolId in ofSchoolAge.Select(row => row.SchoolAgencyId).Distinct())
        {
            var school = await db.Schools.SingleAsync(row => row.Id == schoolId, cancellationToken);
            Put(notice, schoolId, Roles.KeyAdult, NoticeKinds.Notice, school.FirstBellAfter(notice.ReceivedAt));
        }

        if (ofSchoolAge.Count == 0)
        {
            Put(notice, authority.Value.Education, Roles.HomeEducationOfficer, NoticeKinds.Notice, Deadlines.NextWorkingDay(notice.ReceivedAt, Deadlines.OfficeOpens));
        }
    }

    /// <summary>To the authority's lead for safeguarding in schools.</summary>
    public void Alarm(Notice notice, string kind) => Put(notice, authority.Value.Education, Roles.EducationSafeguardingLead, kind, dueAt: null);

    private void Put(Notice notice, Guid agencyId, string role, string kind, DateTimeOffset? dueAt) =>
        db.Tell(agencyId, role, kind, notice.Id, notice.ChildId, clock.GetUtcNow(), dueAt: dueAt);
}
