using Cypp.Access.Audit.Chain;
using Cypp.Access.Audit.Commands;
using Cypp.Access.Audit.Witness;
using Cypp.Messaging;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cypp.Access.Audit;

/// <summary>Tamper evidence of a service's audit (AU-3): tables, jobs, and the command that verifies.</summary>
public static class AuditServices
{
    private const int NameLength = 100;
    private const int HexLength = 64;

    public static IServiceCollection AddAuditChain<TDb>(this IServiceCollection services, string service, IConfiguration configuration) where TDb : ServiceDb
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations()
            .Validate(options => options.KeyDirectory.Length == 0 || KeyFolder.IsUsable(options.KeyDirectory), "Audit:KeyDirectory: its key cannot be read, or none be made.")
            .ValidateOnStart();
        services.AddRounds<AuditSealer<TDb>>();
        services.AddRounds<AuditRoots<TDb>>();
        services.AddRounds<AuditLevels<TDb>>();
        services.AddSingleton<AuditWitness<TDb>>();
        services.AddRounds<WitnessWriter<TDb>>();
        services.AddSingleton<IAuditReader>(provider => ActivatorUtilities.CreateInstance<AuditReader<TDb>>(provider, service));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostCommand, AuditCommand>());
        return services;
    }

    /// <summary>Chain, told roots, and what this service witnessed of others.</summary>
    public static void AddAuditChain(this ModelBuilder model)
    {
        model.Entity<AuditLink>(link =>
        {
            link.ToTable("audit_chain");
            link.HasKey(row => row.Sequence);
            link.Property(row => row.Sequence).ValueGeneratedNever();
            link.HasIndex(row => row.RowId).IsUnique();
        });
        model.Entity<AuditRoot>(root =>
        {
            root.ToTable("audit_root");
            root.HasKey(row => row.Size);
            root.Property(row => row.Size).ValueGeneratedNever();
        });
        model.Entity<WitnessedRoot>(witnessed =>
        {
            witnessed.ToTable("audit_witness");
            witnessed.Property(row => row.Id).ValueGeneratedNever();
            witnessed.Property(row => row.Service).HasMaxLength(NameLength);
            witnessed.Property(row => row.Root).HasMaxLength(HexLength);
            witnessed.HasIndex(row => new { row.Service, row.Size });
        });
    }
}
