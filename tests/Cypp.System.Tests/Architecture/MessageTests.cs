using Cypp.Contracts;
using Cypp.Contracts.Messaging;
using Cypp.Messaging;

namespace Cypp.System.Tests.Architecture;

public sealed class MessageTests
{
    /// <summary>MQ-4: a message without a subscriber would never leave its outbox. Messaging's own every service takes in.</summary>
    [Fact]
    public void EveryMessage_HasASubscriber()
    {
        var subscribed = Modules.All.SelectMany(module => Modules.ConsumersOf(module).Subscriptions).Select(type => type.Type).ToHashSet();
        Assert.Empty(MessageCatalogue.All.Where(type => type.Type.Namespace != typeof(StateRequested).Namespace && !subscribed.Contains(type.Type)).Select(type => type.About.Name));
    }

    [Fact]
    public void EveryMessage_IsListedInTheDocumentOfEvents()
    {
        var document = Sources.Read("docs/events.md");
        Assert.Empty(MessageCatalogue.All.Where(type => !document.Contains($"`{type.About.Name}`", StringComparison.Ordinal)).Select(type => type.About.Name));
    }

    [Fact]
    public void EveryMessage_BelongsToItsPublishersStream() => Assert.Empty(
        from type in MessageCatalogue.All
        where type.About.StreamKind != MessageAttribute.AnyStream && type.About.StreamKind.Split('/')[0] != type.About.Name.Split('.')[0]
        select type.About.Name);

    /// <summary>Domestic-abuse notices carry content: only the service that delivers them to schools may take them in.</summary>
    [Fact]
    public void DomesticAbuseNotice_ReachesLearningOnly() => Assert.Equal(
        ["learning"],
        from module in Modules.All
        where Modules.ConsumersOf(module).Subscriptions.Any(type => type.About.StreamKind == "safeguarding/domestic-abuse")
        select module.Name);
}
