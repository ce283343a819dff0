using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class InvolvementMapping : IEntityTypeConfiguration<Involvement>
{
    private const int CodeLength = 50;

    public void Configure(EntityTypeBuilder<Involvement> involvement)
    {
        involvement.ToTable("involvement");
        involvement.Property(row => row.Id).ValueGeneratedNever();
        involvement.Property(row => row.Service).HasMaxLength(CodeLength);
        involvement.Property(row => row.Kind).HasMaxLength(CodeLength);
        involvement.HasIndex(row => row.ChildId);
        involvement.HasIndex(row => row.SourceId);
    }
}
