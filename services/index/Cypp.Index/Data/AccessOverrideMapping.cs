using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class AccessOverrideMapping : IEntityTypeConfiguration<AccessOverride>
{
    public const int ReasonLength = 1000;
    private const int CodeLength = 50;

    public void Configure(EntityTypeBuilder<AccessOverride> one)
    {
        one.ToTable("access_override");
        one.Property(row => row.Id).ValueGeneratedNever();
        one.Property(row => row.Category).HasMaxLength(CodeLength);
        one.Property(row => row.Outcome).HasMaxLength(CodeLength).IsConcurrencyToken();
        one.Property(row => row.Reason).HasMaxLength(ReasonLength);
        one.HasIndex(row => new { row.PractitionerId, row.From });
        one.HasIndex(row => row.ReviewDueOn);
    }
}
