using Cypp.Health.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Health.Data;

internal sealed class ProtectionPlanMapping : IEntityTypeConfiguration<ProtectionPlan>
{
    public void Configure(EntityTypeBuilder<ProtectionPlan> plan)
    {
        plan.ToTable("protection_plan");
        plan.HasKey(row => row.PlanId);
        plan.Property(row => row.PlanId).ValueGeneratedNever();
        plan.Property(row => row.OfficePhone).HasMaxLength(ProtectionPlan.PhoneLength);
        plan.Property(row => row.OutOfHoursPhone).HasMaxLength(ProtectionPlan.PhoneLength);
        plan.HasIndex(row => row.ChildId);
        plan.HasIndex(row => row.AsOf);
    }
}
