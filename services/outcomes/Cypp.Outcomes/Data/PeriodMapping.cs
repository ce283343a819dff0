using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class PeriodMapping : IEntityTypeConfiguration<ClosedPeriod>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<ClosedPeriod> builder)
    {
        builder.ToTable("closed_period");
        builder.HasKey(row => row.Quarter);
        builder.Property(row => row.Quarter).HasMaxLength(CodeLength);
    }
}
