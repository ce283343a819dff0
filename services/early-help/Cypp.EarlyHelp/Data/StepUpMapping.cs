using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class StepUpMapping : IEntityTypeConfiguration<StepUp>
{
    public void Configure(EntityTypeBuilder<StepUp> builder)
    {
        builder.ToTable("step_up");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Rationale).HasMaxLength(EarlyHelpCaseMapping.TextLength);
        builder.Property(one => one.ConcernCategory).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.Urgency).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.DisclosureBasis).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.HasIndex(one => one.CaseId);
    }
}
