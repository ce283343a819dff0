using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data;

/// <summary>Its sets and mappings are listed by area, in the two other parts of this class.</summary>
internal abstract partial class SafeguardingDb(DbContextOptions options) : ServiceDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        MapFrontDoor(modelBuilder);
        MapChildProtection(modelBuilder);
        modelBuilder.FilterRestricted(this);
        // That a contact could not be read by its maker would tell of whom it is.
        modelBuilder.FilterRestricted(this, typeof(Contact), nameof(Contact.ChildId), author: nameof(Contact.MakerPractitionerId));
    }
}

internal sealed class SafeguardingDbSqlite(DbContextOptions<SafeguardingDbSqlite> options) : SafeguardingDb(options);

internal sealed class SafeguardingDbPostgreSql(DbContextOptions<SafeguardingDbPostgreSql> options) : SafeguardingDb(options);

internal sealed class SafeguardingSqliteDesign : SqliteDesign<SafeguardingDbSqlite>;

internal sealed class SafeguardingPostgreSqlDesign : PostgreSqlDesign<SafeguardingDbPostgreSql>;
