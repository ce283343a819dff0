using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Cypp.Outcomes.Domain;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Data;

internal abstract class OutcomesDb(DbContextOptions options) : ServiceDb(options)
{
    /// <summary>Shared by all who take a message in; held alone while a quarter is closed or the projection made again.</summary>
    public const string Journaling = "outcomes/journal";

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<Residence> Residences => Set<Residence>();
    public DbSet<Span> Spans => Set<Span>();
    public DbSet<CompletedAssessment> Assessments => Set<CompletedAssessment>();
    public DbSet<AttendanceToDate> Attendance => Set<AttendanceToDate>();
    public DbSet<ClosedPeriod> Periods => Set<ClosedPeriod>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        modelBuilder.ApplyConfiguration(new JournalMapping());
        modelBuilder.ApplyConfiguration(new ResidenceMapping());
        modelBuilder.ApplyConfiguration(new SpanMapping());
        modelBuilder.ApplyConfiguration(new AssessmentMapping());
        modelBuilder.ApplyConfiguration(new AttendanceMapping());
        modelBuilder.ApplyConfiguration(new PeriodMapping());
        modelBuilder.FilterRestricted(this);
    }
}

internal sealed class OutcomesDbSqlite(DbContextOptions<OutcomesDbSqlite> options) : OutcomesDb(options);

internal sealed class OutcomesDbPostgreSql(DbContextOptions<OutcomesDbPostgreSql> options) : OutcomesDb(options);

internal sealed class OutcomesSqliteDesign : SqliteDesign<OutcomesDbSqlite>;

internal sealed class OutcomesPostgreSqlDesign : PostgreSqlDesign<OutcomesDbPostgreSql>;
