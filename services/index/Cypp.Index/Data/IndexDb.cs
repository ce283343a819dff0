using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

internal abstract class IndexDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Adult> Adults => Set<Adult>();
    public DbSet<Child> Children => Set<Child>();
    public DbSet<ChildMatch> Matches => Set<ChildMatch>();
    public DbSet<Family> Families => Set<Family>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Involvement> Involvements => Set<Involvement>();

    public DbSet<AccessOverride> Overrides => Set<AccessOverride>();
    public DbSet<SharingAgreement> Agreements => Set<SharingAgreement>();

    public IQueryable<SharingAgreement> AgreementsInForce => Agreements.Where(row => row.ApprovedAt != null && row.ReplacedAt == null);

    public DbSet<Unsealing> Unsealings => Set<Unsealing>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        modelBuilder.ApplyConfiguration(new AdultMapping());
        modelBuilder.ApplyConfiguration(new ChildMapping());
        modelBuilder.ApplyConfiguration(new ChildMatchMapping());
        modelBuilder.ApplyConfiguration(new CoverageMapping());
        modelBuilder.ApplyConfiguration(new EnrolmentMapping());
        modelBuilder.ApplyConfiguration(new FamilyMapping());
        modelBuilder.ApplyConfiguration(new InvolvementMapping());
        modelBuilder.ApplyConfiguration(new AccessOverrideMapping());
        modelBuilder.ApplyConfiguration(new SharingAgreementMapping());
        modelBuilder.Entity<Unsealing>().ToTable("unsealing").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.FilterRestricted(this);
        modelBuilder.FilterRestricted(this, typeof(Child), nameof(Child.Id));
    }
}

internal sealed class IndexDbSqlite(DbContextOptions<IndexDbSqlite> options) : IndexDb(options);

internal sealed class IndexDbPostgreSql(DbContextOptions<IndexDbPostgreSql> options) : IndexDb(options);

internal sealed class IndexSqliteDesign : SqliteDesign<IndexDbSqlite>;

internal sealed class IndexPostgreSqlDesign : PostgreSqlDesign<IndexDbPostgreSql>;
