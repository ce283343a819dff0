using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Data;

internal abstract class LearningDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<School> Schools => Set<School>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<HomeEducation> HomeEducations => Set<HomeEducation>();
    public DbSet<ChildFacts> Children => Set<ChildFacts>();
    public DbSet<SettledMatch> SettledMatches => Set<SettledMatch>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<NoticeEscalation> Escalations => Set<NoticeEscalation>();
    public DbSet<AttendanceUpload> Uploads => Set<AttendanceUpload>();
    public DbSet<AttendanceChunk> Chunks => Set<AttendanceChunk>();
    public DbSet<RowRejection> Rejections => Set<RowRejection>();
    public DbSet<SessionMark> Marks => Set<SessionMark>();
    public DbSet<PupilToTotal> PupilsToTotal => Set<PupilToTotal>();
    public DbSet<PupilYear> PupilYears => Set<PupilYear>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        modelBuilder.ApplyConfiguration(new SchoolMapping());
        modelBuilder.ApplyConfiguration(new EnrolmentMapping());
        modelBuilder.ApplyConfiguration(new HomeEducationMapping());
        modelBuilder.ApplyConfiguration(new ChildFactsMapping());
        modelBuilder.ApplyConfiguration(new SettledMatchMapping());
        modelBuilder.ApplyConfiguration(new NoticeMapping());
        modelBuilder.ApplyConfiguration(new NoticeEscalationMapping());
        modelBuilder.ApplyConfiguration(new AttendanceUploadMapping());
        modelBuilder.ApplyConfiguration(new AttendanceChunkMapping());
        modelBuilder.ApplyConfiguration(new RowRejectionMapping());
        modelBuilder.ApplyConfiguration(new SessionMarkMapping());
        modelBuilder.ApplyConfiguration(new PupilToTotalMapping());
        modelBuilder.ApplyConfiguration(new PupilYearMapping());
        modelBuilder.FilterRestricted(this);
    }
}

internal sealed class LearningDbSqlite(DbContextOptions<LearningDbSqlite> options) : LearningDb(options);

internal sealed class LearningDbPostgreSql(DbContextOptions<LearningDbPostgreSql> options) : LearningDb(options);

internal sealed class LearningSqliteDesign : SqliteDesign<LearningDbSqlite>;

internal sealed class LearningPostgreSqlDesign : PostgreSqlDesign<LearningDbPostgreSql>;
