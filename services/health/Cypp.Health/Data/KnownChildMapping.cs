using Cypp.Health.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Health.Data;

internal sealed class KnownChildMapping : IEntityTypeConfiguration<KnownChild>
{
    public void Configure(EntityTypeBuilder<KnownChild> child)
    {
        child.ToTable("known_child");
        child.HasKey(row => row.ChildId);
        child.Property(row => row.ChildId).ValueGeneratedNever();
        child.Property(row => row.NhsNumber).HasMaxLength(KnownChild.NhsNumberLength);
        child.HasIndex(row => row.NhsNumber);
        child.HasIndex(row => row.AsOf);
    }
}
