using Cypp.Access;
using Cypp.Identity.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cypp.Identity.Data;

internal abstract class IdentityDb : ServiceDb
{
    // Whatever works here, before anyone is known or by command, works as the issuer; messaging's own parts say otherwise.
    protected IdentityDb(DbContextOptions options)
        : base(options) => WorkAs(RowContext.Issuer);

    public DbSet<Agency> Agencies => Set<Agency>();
    public DbSet<AgencyClient> Clients => Set<AgencyClient>();
    public DbSet<SeenAssertion> SeenAssertions => Set<SeenAssertion>();
    public DbSet<Revocation> Revocations => Set<Revocation>();
    public IQueryable<Revocation> RevocationsInForce => Revocations.Where(row => row.LiftedAt == null);
    public DbSet<Practitioner> Practitioners => Set<Practitioner>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<AddressFailures> AddressFailures => Set<AddressFailures>();
    public DbSet<OpenIddictEntityFrameworkCoreAuthorization> Sessions => Set<OpenIddictEntityFrameworkCoreAuthorization>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.UseOpenIddict();
        modelBuilder.ApplyConfiguration(new AgencyMapping());
        modelBuilder.ApplyConfiguration(new AgencyClientMapping());
        modelBuilder.ApplyConfiguration(new SeenAssertionMapping());
        modelBuilder.ApplyConfiguration(new RevocationMapping());
        modelBuilder.ApplyConfiguration(new PractitionerMapping());
        modelBuilder.ApplyConfiguration(new AccountMapping());
        modelBuilder.ApplyConfiguration(new AddressFailuresMapping());
        modelBuilder.ApplyConfiguration(new GrantMapping());
    }
}

internal sealed class IdentityDbSqlite(DbContextOptions<IdentityDbSqlite> options) : IdentityDb(options);

internal sealed class IdentityDbPostgreSql(DbContextOptions<IdentityDbPostgreSql> options) : IdentityDb(options);

internal sealed class IdentitySqliteDesign : SqliteDesign<IdentityDbSqlite>;

internal sealed class IdentityPostgreSqlDesign : PostgreSqlDesign<IdentityDbPostgreSql>;
