using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Contracts.Platform;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

/// <summary>Information governance is told who sought a child of their own kin, once a day, from whichever service it comes; not which child.</summary>
internal sealed class OnOwnKinSought(IndexDb db, BusinessClock clock, IOptions<AuthorityOptions> authority) : IHandle<OwnKinSought>
{
    private const string Kind = "own-kin-sought";

    public async Task HandleAsync(OwnKinSought message, Envelope envelope, CancellationToken cancellationToken)
    {
        // Two services may tell at once.
        await db.LockAsync($"own-kin/{message.PractitionerId:n}", cancellationToken);
        var (now, today) = (clock.GetUtcNow(), BusinessClock.MomentOf(clock.Today, TimeOnly.MinValue));
        if (!await db.Set<InboxItem>().AnyAsync(
            item => item.Kind == Kind && item.SubjectId == message.PractitionerId && item.CreatedAt >= today, cancellationToken))
        {
            db.Tell(authority.Value.SocialWork, Roles.InformationGovernance, Kind, message.PractitionerId, childId: null, now);
        }
    }
}
