using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>Compares what it has taken in with what was sent: asks for what it lacks, and tells an owner that is behind.</summary>
public sealed class OnHeadsTold<TDb>(TDb db, ConsumerPipeline<TDb> pipeline, TimeProvider clock) : IHandle<HeadsTold> where TDb : ServiceDb
{
    public async Task HandleAsync(HeadsTold message, Envelope envelope, CancellationToken cancellationToken)
    {
        var heads = message.Heads.Where(head => pipeline.Consumers.Takes(head.Stream)).ToList();
        var streams = heads.ConvertAll(head => head.Stream);
        var positions = await db.Set<StreamPosition>().Where(position => streams.Contains(position.Stream))
            .ToDictionaryAsync(position => position.Stream, position => position.Sequence, cancellationToken);
        var held = (await db.Held.Where(row => streams.Contains(row.Stream)).Select(row => new { row.Stream, row.Sequence }).ToListAsync(cancellationToken))
            .ToLookup(row => row.Stream, row => row.Sequence);
        var now = clock.GetUtcNow();
        var key = Guid.CreateVersion7(now);
        var asked = new List<string>();
        foreach (var (stream, head) in heads)
        {
            var position = positions.GetValueOrDefault(stream);
            foreach (var (from, to) in HeadRule.Lacking(position, held[stream], head))
            {
                db.Publish(new StateRequested(stream, from, to, pipeline.Service), key, PlatformAgency.Id);
                asked.Add(stream);
            }

            if (HeadRule.IsAhead(position, head))
            {
                db.Publish(new PositionAhead(stream, position, pipeline.Service), key, PlatformAgency.Id);
            }
        }

        // The watcher of gaps would ask for the same.
        await db.NoteAskedAsync(asked, now, cancellationToken);
    }
}
