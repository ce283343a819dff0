using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.System.Tests.Architecture;

/// <summary>Every module of the platform, and what each takes in.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<IServiceModule> All =
    [
        new Index.IndexModule(), new EarlyHelp.EarlyHelpModule(), new Safeguarding.SafeguardingModule(),
        new Learning.LearningModule(), new Health.HealthModule(), new Outcomes.OutcomesModule(), new Identity.IdentityModule(),
    ];

    public static ConsumerList ConsumersOf(IServiceModule module)
    {
        var consumers = new ConsumerList(new ServiceCollection());
        module.AddConsumers(consumers);
        return consumers;
    }
}
