using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class SpanMapping : IEntityTypeConfiguration<Span>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<Span> builder)
    {
        builder.ToTable("span");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(CodeLength);
        builder.HasIndex(row => new { row.Kind, row.SourceId, row.ChildId });
    }
}
