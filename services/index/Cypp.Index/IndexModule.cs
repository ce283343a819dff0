using Cypp.Access;
using Cypp.Index.Data;
using Cypp.Index.Features;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Index;

/// <summary>Who is who: children, adults, families, and who is involved with whom.</summary>
public sealed class IndexModule : IServiceModule
{
    public string Name => "index";

    public IServiceDatabase Database { get; } = new ServiceDatabase<IndexDb, IndexDbSqlite, IndexDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess().AddValidation();

    public void AddConsumers(ConsumerList consumers)
    {
    }

    public void MapEndpoints(RouteGroupBuilder group)
    {
        RegisterAdult.Map(group);
    }
}
