using Cypp.Access;
using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Messages;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Contracts.Platform;
using Cypp.Contracts.Safeguarding;
using Cypp.Health.Data;
using Cypp.Health.Features;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Health;

/// <summary>What unscheduled care sees of a child with a protection plan: that there is one, its dates, and whom to ring.</summary>
public sealed class HealthModule : IServiceModule
{
    public string Name => "health";

    public IServiceDatabase Database { get; } = new ServiceDatabase<HealthDb, HealthDbSqlite, HealthDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess().AddAuditChain<HealthDb>(Name, configuration)
            .AddRestrictionFeed<HealthDb>(Name, configuration).AddAuthority(configuration).AddValidation();

    public void AddConsumers(ConsumerList consumers) => consumers
        .AddRestrictions<HealthDb>()
        .Add<ChildRecordChanged, OnChildRecordChanged>()
        .Add<ProtectionPlanStarted, OnProtectionPlanStarted>()
        .Add<ProtectionPlanEnded, OnProtectionPlanEnded>()
        .Add<AuditRootSealed, OnAuditRootSealed<HealthDb>>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
        LookUpAlerts.Map(group);
        group.MapMessages<HealthDb>("Health");
        group.MapAccessLog<HealthDb>("Health");
    }
}
