using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class StepDownMapping : IEntityTypeConfiguration<StepDown>
{
    public void Configure(EntityTypeBuilder<StepDown> builder)
    {
        builder.ToTable("step_down");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Property(one => one.ReasonCode).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.Cluster).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.HasIndex(one => one.Status);
    }
}
