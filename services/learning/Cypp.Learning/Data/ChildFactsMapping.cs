using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class ChildFactsMapping : IEntityTypeConfiguration<ChildFacts>
{
    public void Configure(EntityTypeBuilder<ChildFacts> entity)
    {
        entity.ToTable("child");
        entity.HasKey(row => row.ChildId);
        entity.Property(row => row.ChildId).ValueGeneratedNever();
    }
}
