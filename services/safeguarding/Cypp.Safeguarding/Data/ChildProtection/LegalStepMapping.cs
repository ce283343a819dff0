using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class LegalStepMapping : IEntityTypeConfiguration<LegalStep>
{
    public void Configure(EntityTypeBuilder<LegalStep> step)
    {
        step.ToTable("legal_step");
        step.Property(row => row.Id).ValueGeneratedNever();
        step.Property(row => row.Kind).HasMaxLength(40);
        step.Property(row => row.Reason).HasMaxLength(Assessment.TextLength);
        step.Property(row => row.FamilysPlanAnswer).HasMaxLength(Assessment.TextLength);
        step.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);
        step.HasIndex(row => row.ReferralId);
    }
}
