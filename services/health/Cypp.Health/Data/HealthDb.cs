using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Health.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Data;

internal abstract class HealthDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<KnownChild> Children => Set<KnownChild>();
    public DbSet<ProtectionPlan> Plans => Set<ProtectionPlan>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        modelBuilder.ApplyConfiguration(new KnownChildMapping());
        modelBuilder.ApplyConfiguration(new ProtectionPlanMapping());
        modelBuilder.FilterRestricted(this);
    }
}

internal sealed class HealthDbSqlite(DbContextOptions<HealthDbSqlite> options) : HealthDb(options);

internal sealed class HealthDbPostgreSql(DbContextOptions<HealthDbPostgreSql> options) : HealthDb(options);

internal sealed class HealthSqliteDesign : SqliteDesign<HealthDbSqlite>;

internal sealed class HealthPostgreSqlDesign : PostgreSqlDesign<HealthDbPostgreSql>;
