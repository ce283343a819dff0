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
        builder.HasIndex(one => one.CaseId);
    }
}
