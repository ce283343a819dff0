using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class KnownPlanMapping : IEntityTypeConfiguration<KnownPlan>
{
    public void Configure(EntityTypeBuilder<KnownPlan> builder)
    {
        builder.ToTable("known_plan");
        builder.HasKey(one => one.PlanId);
        builder.Property(one => one.PlanId).ValueGeneratedNever();
        builder.Property(one => one.PlanType).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.OfficePhone).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.OutOfHoursPhone).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.HasIndex(one => one.ChildId);
    }
}
