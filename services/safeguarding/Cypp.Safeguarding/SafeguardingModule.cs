using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Platform;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Features;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Safeguarding;

/// <summary>
/// Children's social work: the front door (contacts, referrals) and child protection. Routes and consumers are listed in
/// the two other parts of this class.
/// </summary>
public sealed partial class SafeguardingModule : IServiceModule
{
    public string Name => "safeguarding";

    public IServiceDatabase Database { get; } = new ServiceDatabase<SafeguardingDb, SafeguardingDbSqlite, SafeguardingDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess().AddAuditChain<SafeguardingDb>(Name, configuration)
            .AddRestrictionFeed<SafeguardingDb>(Name, configuration, db => db.KnownChildren.Where(child => child.LocationHidden).Select(child => child.ChildId)).AddAuthority(configuration).AddValidation();
        AddFrontDoor(services);
        AddChildProtection(services);
        services.AddRounds<ClockLevels>();
    }

    public void AddConsumers(ConsumerList consumers)
    {
        consumers.AddRestrictions<SafeguardingDb>();
        ConsumeAtFrontDoor(consumers);
        ConsumeForChildProtection(consumers);
        consumers.Add<AuditRootSealed, OnAuditRootSealed<SafeguardingDb>>();
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
        MapFrontDoor(group);
        MapChildProtection(group);
    }
}
