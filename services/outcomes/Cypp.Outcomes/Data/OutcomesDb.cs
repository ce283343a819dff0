using Cypp.Access;
using Cypp.Messaging;
using Cypp.Outcomes.Domain;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Data;

internal abstract class OutcomesDb(DbContextOptions options) : ServiceDb(options)
{
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
        modelBuilder.ApplyConfiguration(new JournalMapping());
        modelBuilder.ApplyConfiguration(new JournalHeadMapping());
        modelBuilder.ApplyConfiguration(new ResidenceMapping());
        modelBuilder.ApplyConfiguration(new SpanMapping());
        modelBuilder.ApplyConfiguration(new AssessmentMapping());
        modelBuilder.ApplyConfiguration(new AttendanceMapping());
        modelBuilder.ApplyConfiguration(new PeriodMapping());
    }
}

internal sealed class OutcomesDbSqlite(DbContextOptions<OutcomesDbSqlite> options) : OutcomesDb(options);

internal sealed class OutcomesDbPostgreSql(DbContextOptions<OutcomesDbPostgreSql> options) : OutcomesDb(options);

internal sealed class OutcomesSqliteDesign : SqliteDesign<OutcomesDbSqlite>;

internal sealed class OutcomesPostgreSqlDesign : PostgreSqlDesign<OutcomesDbPostgreSql>;
