using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class FamilyMapping : IEntityTypeConfiguration<Family>
{
    public void Configure(EntityTypeBuilder<Family> family)
    {
        family.ToTable("family");
        family.Property(row => row.Id).ValueGeneratedNever();
        family.Property(row => row.Version).IsConcurrencyToken();
    }
}
