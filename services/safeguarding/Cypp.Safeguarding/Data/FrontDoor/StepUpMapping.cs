using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class StepUpMapping : IEntityTypeConfiguration<StepUp>
{
    public void Configure(EntityTypeBuilder<StepUp> stepUp)
    {
        stepUp.ToTable("step_up");
        stepUp.Property(row => row.Id).ValueGeneratedNever();
        stepUp.Property(row => row.ConcernCategory).HasMaxLength(100);
        stepUp.Property(row => row.Urgency).HasMaxLength(100);
        stepUp.Property(row => row.DisclosureBasis).HasMaxLength(100);
        stepUp.HasIndex(row => row.ReferralId);
    }
}
