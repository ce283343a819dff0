using Cypp.Contracts.Safeguarding;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>The police's notice for one child's setting. On a pending match it waits for a person, never for a guess.</summary>
internal sealed class OnDomesticAbuseIncidentReported(LearningDb db, NoticeDelivery delivery) : IHandle<DomesticAbuseIncidentReported>
{
    public async Task HandleAsync(DomesticAbuseIncidentReported message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (await db.Notices.AnyAsync(row => row.Id == message.NoticeId, cancellationToken))
        {
            return;
        }

        var notice = db.Notices.Add(new Notice
        {
            Id = message.NoticeId,
            MatchId = message.MatchId,
            PoliceAgencyId = message.PoliceAgencyId,
            PoliceReference = message.PoliceReference,
            IncidentAt = message.IncidentAt,
            Place = message.Place,
            ChildPresent = message.ChildPresent,
            VoiceOfTheChild = message.VoiceOfTheChild,
            Circumstances = message.Circumstances,
            ReceivedAt = message.ReceivedAt,
        }).Entity;
        if (await ChildOfAsync(message, cancellationToken) is { } childId)
        {
            await delivery.AddressAsync(notice, childId, cancellationToken);
        }
        else
        {
            notice.WaitForMatch(Deadlines.EarliestBell(await db.Schools.ToListAsync(cancellationToken), message.ReceivedAt));
        }
    }

    private async Task<Guid?> ChildOfAsync(DomesticAbuseIncidentReported message, CancellationToken cancellationToken) => (message.ChildId, message.MatchId) switch
    {
        ({ } childId, _) => childId,
        (null, { } matchId) => (await db.SettledMatches.SingleOrDefaultAsync(row => row.MatchId == matchId, cancellationToken))?.ChildId,
        (null, null) => throw new MessageRejectedException("child-missing"),
    };
}
