using System.Text.Json.Nodes;
using Cypp.Contracts.Index;
using Cypp.Messaging;

namespace Cypp.System.Tests.Messages;

/// <summary>MQ-10: what a version of a message was when it was first published, every release reads and sends.</summary>
public sealed class MessageSchemaTests
{
    public MessageSchemaTests() => MessageSchemas.WriteIfAsked();

    [Fact]
    public void EveryMessage_HasTheSchemaOfItsRecordInTheRepository()
    {
        var stored = MessageSchemas.Stored();
        var others = MessageCatalogue.All.Where(type => !JsonNode.DeepEquals(stored.GetValueOrDefault(MessageSchemas.NameOf(type)), MessageSchemas.Of(type)));
        Assert.True(!others.Any(), $"docs/messages is not what the records give for {string.Join(", ", others.Select(MessageSchemas.NameOf))}. {MessageSchemas.WriteAgain}");
    }

    [Fact]
    public void EveryVersion_IsKeptAsFirstPublished() => Assert.True(
        MessageSchemas.Kept().Keys.ToHashSet().SetEquals(MessageSchemas.Stored().Keys),
        $"docs/messages and docs/messages/first have not the same versions. {MessageSchemas.WriteAgain}");

    /// <summary>What was added inside a version is kept like what it began with: by a body that has it.</summary>
    [Fact]
    public void EveryMember_IsInABodyThatIsKept() => AssertNone(
        from type in MessageCatalogue.All
        let name = MessageSchemas.NameOf(type)
        let untold = AdditiveChange.Untold(MessageSchemas.Of(type), MessageSchemas.Bodies(MessageSchemas.Kept()[name])).ToList()
        where untold.Count > 0
        select $"Put a body as it is published, with {string.Join(", ", untold)}, into the examples of docs/messages/first/{name}.json.");

    [Fact]
    public void EveryVersion_ChangedByAdditionOnly() => AssertNone(
        from type in MessageCatalogue.All
        let name = MessageSchemas.NameOf(type)
        from broken in AdditiveChange.Breaks(MessageSchemas.Kept()[name], MessageSchemas.Of(type))
        select $"{name}: {broken}. docs/events.md says how a message changes.");

    /// <summary>Every version that was ever published: streams, inboxes, parked messages and the journal of outcomes have them still.</summary>
    [Fact]
    public void OldBody_IsReadByTodaysConsumer() => Assert.All(Bodies(), kept => kept.Type.Read(kept.Body.ToJsonString()));

    [Fact]
    public void TodaysBody_HoldsAllThatAnOldConsumerReads() => Assert.All(
        Bodies().Where(kept => MessageSchemas.NameOf(kept.Type) == kept.Name),
        kept => Assert.True(AdditiveChange.Holds(JsonNode.Parse(MessageCatalogue.Write(kept.Type.Read(kept.Body.ToJsonString()))), kept.Body), kept.Name));

    [Fact]
    public void Breaks_OfEachKind_AreSeen()
    {
        var first = MessageSchemas.Of(MessageCatalogue.Of(typeof(ChildRelationshipsChanged)));
        Assert.Equal(["/childId is gone"], Changed(schema => schema["properties"]!.AsObject().Remove("childId")));
        Assert.Equal(["/adults/items/adultId has another kind"], Changed(schema => Adult(schema)["properties"]!["adultId"]!["format"] = "date"));
        Assert.Equal(["/adults has another kind"], Changed(schema => schema["properties"]!["adults"]!["type"] = new JsonArray("array", "null")));
        Assert.Equal(["/adults/items/since is newly required"], Changed(schema => Adult(schema)["required"]!.AsArray().Add("since")));
        Assert.Empty(Changed(schema => Adult(schema)["properties"]!["since"] = new JsonObject { ["type"] = "string" }));

        IEnumerable<string> Changed(Action<JsonObject> change)
        {
            var today = first.DeepClone().AsObject();
            change(today);
            return AdditiveChange.Breaks(first, today);
        }

        static JsonNode Adult(JsonObject schema) => schema["properties"]!["adults"]!["items"]!;
    }

    [Theory]
    [InlineData("""{"a":1,"b":[{"c":null}]}""", true)]
    [InlineData("""{"a":1,"b":[{"c":null,"d":2}],"e":3}""", true)]
    [InlineData("""{"a":1,"b":[{}]}""", false)]
    [InlineData("""{"a":"1","b":[{"c":null}]}""", false)]
    [InlineData("""{"b":[{"c":null}]}""", false)]
    public void Holds_PassesOverWhatIsNewAndMissesWhatIsGone(string today, bool holds) =>
        Assert.Equal(holds, AdditiveChange.Holds(JsonNode.Parse(today), JsonNode.Parse("""{"a":1,"b":[{"c":null}]}""")));

    [Theory]
    [InlineData("""[{"childId":"1","familyId":null,"adults":[],"occurredAt":"2"}]""", "/adults/items")]
    [InlineData("""[{"childId":"1","adults":[{"adultId":"3"}]},{"adults":[{"relationship":"mother","sameHousehold":true,"notToBeTold":true}],"occurredAt":"2"}]""", "/familyId /adults/items/hasParentalResponsibility")]
    public void Untold_IsWhatNoBodyHas(string bodies, string untold) => Assert.Equal(
        untold.Split(' '),
        AdditiveChange.Untold(MessageSchemas.Of(MessageCatalogue.Of(typeof(ChildRelationshipsChanged))), JsonNode.Parse(bodies)!.AsArray()));

    private static void AssertNone(IEnumerable<string> complaints) => Assert.True(!complaints.Any(), string.Join('\n', complaints));

    private static IEnumerable<(string Name, MessageType Type, JsonObject Body)> Bodies() =>
        from kept in MessageSchemas.Kept()
        let type = MessageCatalogue.Find(kept.Key[..kept.Key.LastIndexOf(".v", StringComparison.Ordinal)])
            ?? throw new KeyNotFoundException($"No record reads {kept.Key} any more.")
        from body in MessageSchemas.Bodies(kept.Value)
        select (kept.Key, type, body);
}
