using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Restrictions;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Data;

internal abstract class EarlyHelpDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<EarlyHelpCase> Cases => Set<EarlyHelpCase>();
    public DbSet<Prompt> Prompts => Set<Prompt>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<StepDown> StepDowns => Set<StepDown>();
    public DbSet<StepUp> StepUps => Set<StepUp>();
    public DbSet<KnownChild> KnownChildren => Set<KnownChild>();
    public DbSet<KnownPlan> KnownPlans => Set<KnownPlan>();
    public DbSet<KnownAdult> KnownAdults => Set<KnownAdult>();
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Cases with all that belongs to them.</summary>
    public IQueryable<EarlyHelpCase> WholeCases => Cases
        .Include(one => one.Members).Include(one => one.Team).Include(one => one.Words).Include(one => one.Goals).AsSplitQuery();

    /// <summary>Publishes a message about a child under the child's restriction level.</summary>
    public async Task PublishAboutChildAsync(object message, Guid childId, Guid sourceAgencyId, CancellationToken cancellationToken)
    {
        var hidden = await KnownChildren.AnyAsync(child => child.ChildId == childId && child.LocationHidden, cancellationToken);
        Publish(message, childId, sourceAgencyId, hidden ? 1 : 0);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.AddAuditChain();
        modelBuilder.ApplyConfiguration(new EarlyHelpCaseMapping());
        modelBuilder.ApplyConfiguration(new PromptMapping());
        modelBuilder.ApplyConfiguration(new ConversationMapping());
        modelBuilder.ApplyConfiguration(new StepDownMapping());
        modelBuilder.ApplyConfiguration(new StepUpMapping());
        modelBuilder.ApplyConfiguration(new KnownChildMapping());
        modelBuilder.ApplyConfiguration(new KnownPlanMapping());
        modelBuilder.ApplyConfiguration(new KnownAdultMapping());
        modelBuilder.ApplyConfiguration(new InvitationMapping());
        modelBuilder.FilterRestricted(this);
    }
}

internal sealed class EarlyHelpDbSqlite(DbContextOptions<EarlyHelpDbSqlite> options) : EarlyHelpDb(options);

internal sealed class EarlyHelpDbPostgreSql(DbContextOptions<EarlyHelpDbPostgreSql> options) : EarlyHelpDb(options);

internal sealed class EarlyHelpSqliteDesign : SqliteDesign<EarlyHelpDbSqlite>;

internal sealed class EarlyHelpPostgreSqlDesign : PostgreSqlDesign<EarlyHelpDbPostgreSql>;
