using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plan");
        plan.Property(row => row.Id).ValueGeneratedNever();
        plan.Property(row => row.Version).IsConcurrencyToken();
        plan.Property(row => row.Type).HasMaxLength(20);
        plan.Property(row => row.EndReason).HasMaxLength(Assessment.TextLength);
        plan.Property(row => row.Detail).HasMaxLength(Assessment.TextLength);
        plan.Property(row => row.FamilysPart).HasMaxLength(Assessment.TextLength);
        plan.Property(row => row.CategoryOfAbuse).HasMaxLength(CinCodes.CodeLength);
        plan.Property(row => row.CoreGroup).AsJson();
        plan.Property(row => row.FamilysPartInEnd).HasMaxLength(Assessment.TextLength);
        plan.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);
        plan.ComplexProperty(row => row.VoiceAtEnd, ChildsVoiceColumns.Map);
        plan.HasIndex(row => row.ReferralId);

        // One open plan of a child: a child protection and a child-in-need plan are never open together (census rules 4001, 4003).
        plan.HasIndex(row => row.ChildId).IsUnique().HasFilter("\"EndedOn\" IS NULL");
    }
}
