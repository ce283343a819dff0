using Cypp.Access;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
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
        services.AddAccess().AddAuthority(configuration).AddValidation();
        AddFrontDoor(services);
        AddChildProtection(services);
    }

    public void AddConsumers(ConsumerList consumers)
    {
        ConsumeAtFrontDoor(consumers);
        ConsumeForChildProtection(consumers);
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
        MapFrontDoor(group);
        MapChildProtection(group);
    }
}
