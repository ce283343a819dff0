using Cypp.Access.Audit;
using Cypp.Access.Decisions;
using Cypp.Access.Inbox;
using Cypp.Access.Relationships;
using Cypp.Access.Restrictions;
using Cypp.Access.Sharing;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cypp.Access;

public static class AccessMapping
{
    private const int CodeLength = 100;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        // Once a process, however many services it runs: each observer would write a row.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IParkObserver, AuditParked>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, OperationHandler>());
        services.Replace(ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>());
        services.TryAddSingleton<IRefusalRecord, AuditRefusals>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInterceptor, AuditedRelationships>());
        return services;
    }

    /// <summary>Tables of relationships, restrictions, audit and inbox, in each service's own database.</summary>
    public static void AddAccess(this ModelBuilder model)
    {
        model.Entity<Relationship>(relationship =>
        {
            relationship.ToTable("relationship");
            relationship.Property(row => row.Id).ValueGeneratedNever();
            relationship.Property(row => row.Kind).HasMaxLength(CodeLength);
            relationship.HasIndex(row => new { row.AgencyId, row.ChildId });
            relationship.HasIndex(row => row.SourceId);
        });
        model.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit");
            audit.Property(row => row.Id).ValueGeneratedNever();
            audit.Property(row => row.Role).HasMaxLength(CodeLength);
            audit.Property(row => row.ClientId).HasMaxLength(CodeLength);
            audit.Property(row => row.Action).HasMaxLength(CodeLength);
            audit.Property(row => row.Purpose).HasMaxLength(CodeLength);
            audit.Property(row => row.ResourceType).HasMaxLength(CodeLength);
            audit.Property(row => row.Decision).HasMaxLength(CodeLength);
            audit.Property(row => row.Outcome).HasMaxLength(CodeLength);
            audit.Property(row => row.Acr).HasMaxLength(CodeLength);
            audit.Property(row => row.LawfulBasis).HasMaxLength(CodeLength);
            audit.Property(row => row.PolicyVersion).HasMaxLength(CodeLength);
            audit.Property(row => row.Sections).HasMaxLength(CodeLength);
            audit.Property(row => row.Reason).HasMaxLength(CodeLength);
            audit.Property(row => row.Detail).HasMaxLength(CodeLength);
            audit.Property(row => row.TraceId).HasMaxLength(32);
            audit.Property(row => row.RelationshipKind).HasMaxLength(CodeLength);
            audit.HasIndex(row => new { row.ChildId, row.At });
        });
        model.Entity<InboxItem>(item =>
        {
            item.ToTable("inbox_item");
            item.Property(row => row.Id).ValueGeneratedNever();
            item.Property(row => row.Role).HasMaxLength(CodeLength);
            item.Property(row => row.Kind).HasMaxLength(CodeLength);
            item.Property(row => row.TraceParent).HasMaxLength(55);
            item.HasIndex(row => new { row.AgencyId, row.Role, row.Id });
        });
        model.Entity<SharingRule>(rule =>
        {
            rule.ToTable("sharing_rule");
            rule.Property(row => row.Id).ValueGeneratedNever();
            rule.Property(row => row.Name).HasMaxLength(CodeLength);
            rule.HasIndex(row => row.AgencyId);
        });
        model.Entity<SealedChild>().ToTable("sealed_child").HasKey(row => row.ChildId);
        model.Entity<SealedChild>().Property(row => row.ChildId).ValueGeneratedNever();
        model.Entity<NamedReader>().ToTable("sealed_child_reader").HasKey(row => new { row.ChildId, row.PractitionerId });
        model.Entity<ConflictOfInterest>().ToTable("conflict_of_interest").HasKey(row => new { row.ChildId, row.PractitionerId });
    }
}
