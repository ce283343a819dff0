using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Marks the adult, and tells every service; on a pending match the mark waits for the child.</summary>
internal sealed class OnAdultNotToBeToldNamed(IndexDb db) : IHandle<AdultNotToBeToldNamed>
{
    public async Task HandleAsync(AdultNotToBeToldNamed message, Envelope envelope, CancellationToken cancellationToken)
    {
        var mark = new NotToBeTold(message.AdultId, message.ReasonCode, envelope.SourceAgencyId, message.NamedAt);
        var match = message.MatchId is null ? null : await db.Matches.SingleOrDefaultAsync(row => row.Id == message.MatchId, cancellationToken);
        var childId = message.ChildId ?? match?.ChildId;
        if (childId is null && match is not null)
        {
            match.Await(mark);
            return;
        }

        var child = await db.Children.SingleOrDefaultAsync(row => row.Id == childId, cancellationToken) ?? throw new MessageRejectedException("child-unknown");
        if (child.NameNotToBeTold(mark) is null)
        {
            db.AnnounceRelationships(child, envelope.SourceAgencyId, message.NamedAt);
        }
    }
}
