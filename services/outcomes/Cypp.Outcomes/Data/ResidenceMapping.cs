using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class ResidenceMapping : IEntityTypeConfiguration<Residence>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<Residence> builder)
    {
        builder.ToTable("residence");
        builder.HasKey(row => new { row.ChildId, row.Since });
        builder.Property(row => row.ChildId).ValueGeneratedNever();
        builder.Property(row => row.Cluster).HasMaxLength(CodeLength);
    }
}
