namespace Cypp.System.Tests.Faults;

/// <summary>
/// Compares what agencies were told with what lies in the databases once all is quiet: nothing lost, nothing twice, nothing in
/// another order, and nothing told to whom it is not for (L1 to L9). It knows nothing of how the platform works, only what must hold.
/// </summary>
/// <param name="poison">Messages that a test put in to be parked, by service.</param>
internal sealed class Ledger(IReadOnlyCollection<Act> acts, Tables tables, IReadOnlyList<(string Service, Guid Id, string Reason)> poison)
{
    /// <summary>Services that the load writes to and reads from; what they put on record is verified besides (L7).</summary>
    public static readonly IReadOnlyList<string> Audited = ["index", "safeguarding"];

    public IEnumerable<string> Wrong => [.. Facts(), .. Refusals(), .. Streams(), .. Effects(), .. States(), .. Order(), .. Parked(), .. Audit(), .. Restricted()];

    private IEnumerable<string> Facts()
    {
        var stored = tables.Contacts.ToLookup(contact => contact.Concern);
        foreach (var act in acts.Where(act => act is { Kind: ActKind.Contact, IsAcknowledged: true }))
        {
            if (stored[act.Concern].ToList() is not [var one] || one.Id != act.Id || one.ChildId != act.ChildId)
            {
                yield return $"L1 {act} has {stored[act.Concern].Count()} facts";
            }
        }

        var possible = acts.Where(act => act.Kind == ActKind.Contact && (act.IsAcknowledged || act.Status is null)).Select(act => act.Concern).ToHashSet();
        foreach (var contacts in stored.Where(contacts => contacts.Count() > 1 || !possible.Contains(contacts.Key)))
        {
            yield return $"L2 contact {contacts.First().Id} is there {contacts.Count()} times, and nobody was told so";
        }
    }

    private IEnumerable<string> Refusals() =>
        from act in acts
        where act.Kind == ActKind.Refused && (act.Status is not (400 or null) || tables.Contacts.Any(contact => contact.Concern == act.Concern))
        select $"L8 {act} was to be refused by 400 and to have no effect";

    private IEnumerable<string> Streams()
    {
        foreach (var stream in tables.Outbox.GroupBy(told => (told.Publisher, told.Stream)))
        {
            if (!stream.Select(told => told.Sequence).SequenceEqual(Enumerable.Range(1, stream.Count()).Select(sequence => (long)sequence)))
            {
                yield return $"L5 {stream.Key} has a gap or a double";
            }

            foreach (var (service, inbox) in tables.Inboxes.Where(inbox => inbox.Value.Kinds.Contains(Cypp.Messaging.Streams.KindOf(stream.Key.Stream))))
            {
                if (inbox.Positions.GetValueOrDefault(stream.Key.Stream) != stream.Count())
                {
                    yield return $"L5 {service} stands at {inbox.Positions.GetValueOrDefault(stream.Key.Stream)} of {stream.Count()} in {stream.Key.Stream}";
                }
            }
        }
    }

    private IEnumerable<string> Effects()
    {
        foreach (var (service, inbox) in tables.Inboxes)
        {
            foreach (var told in tables.Outbox.Where(told => inbox.Kinds.Contains(Cypp.Messaging.Streams.KindOf(told.Stream)) && !inbox.Known.Contains(told.Id)))
            {
                yield return $"L3 {service} does not have {told.Type} {told.Id}";
            }
        }

        foreach (var child in tables.Contacts.GroupBy(contact => contact.ChildId))
        {
            if (tables.ToldLeads.GetValueOrDefault(child.Key) != child.Count())
            {
                yield return $"L3 the lead practitioner was told {tables.ToldLeads.GetValueOrDefault(child.Key)} times of {child.Count()} contacts of a child";
            }
        }

        var journalled = tables.Journal.Select(entry => entry.MessageId).ToHashSet();
        foreach (var told in tables.Outbox.Where(told => told.Type == "index.child-record-changed" && !journalled.Contains(told.Id)))
        {
            yield return $"L3 outcomes has no journal entry of {told.Id}";
        }
    }

    private IEnumerable<string> States() =>
        from copy in new[] { ("early-help", tables.LivesInAtEarlyHelp), ("outcomes", tables.LivesInAtOutcomes) }
        from child in copy.Item2
        where tables.LivesIn.GetValueOrDefault(child.Key) != child.Value
        select $"L4 {copy.Item1} has a child in {child.Value} who lives in {tables.LivesIn.GetValueOrDefault(child.Key)}";

    private IEnumerable<string> Order()
    {
        var sequences = tables.Outbox.ToDictionary(told => told.Id, told => (told.Stream, told.Sequence));
        foreach (var stream in tables.Journal.Where(entry => sequences.ContainsKey(entry.MessageId)).GroupBy(entry => sequences[entry.MessageId].Stream))
        {
            var taken = stream.Select(entry => sequences[entry.MessageId].Sequence).ToList();
            if (!taken.SequenceEqual(taken.Order()))
            {
                yield return $"L4 outcomes took {stream.Key} in as {string.Join(", ", taken)}";
            }
        }
    }

    private IEnumerable<string> Parked()
    {
        var expected = poison.Order().ToList();
        var parked = tables.Inboxes.SelectMany(inbox => inbox.Value.Parked.Select(one => (inbox.Key, one.Id, one.Reason))).Order().ToList();
        if (!parked.SequenceEqual(expected))
        {
            yield return $"L6 parked: {string.Join(", ", parked.Except(expected))}; not parked: {string.Join(", ", expected.Except(parked))}";
        }

        foreach (var (service, inbox) in tables.Inboxes.Where(inbox => inbox.Value.Held > 0))
        {
            yield return $"L6 {service} holds {inbox.Held}";
        }
    }

    private IEnumerable<string> Audit()
    {
        var rows = tables.ContactAudit.ToDictionary();
        return tables.Contacts.Where(contact => rows.GetValueOrDefault(contact.Id) != 1).Select(contact => $"L7 contact {contact.Id} is {rows.GetValueOrDefault(contact.Id)} times on record");
    }

    private IEnumerable<string> Restricted() => tables.Strayed.Select(place => $"L9 {place.Service} has in {place.Table} what is for another service alone");
}
