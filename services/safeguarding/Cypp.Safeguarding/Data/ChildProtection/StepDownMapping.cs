using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class StepDownMapping : IEntityTypeConfiguration<StepDown>
{
    public void Configure(EntityTypeBuilder<StepDown> stepDown)
    {
        stepDown.ToTable("step_down");
        stepDown.Property(row => row.Id).ValueGeneratedNever();
        stepDown.Property(row => row.Version).IsConcurrencyToken();
        stepDown.Property(row => row.Status).HasMaxLength(20);
        stepDown.Property(row => row.Reason).HasMaxLength(Assessment.TextLength);
        stepDown.Property(row => row.DeclineReason).HasMaxLength(100);
        stepDown.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);

        // One that waits at a time.
        stepDown.HasIndex(row => row.ReferralId).IsUnique().HasFilter("\"Status\" = 'proposed'");
    }
}
