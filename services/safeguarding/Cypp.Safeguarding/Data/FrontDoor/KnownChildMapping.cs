using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class KnownChildMapping : IEntityTypeConfiguration<KnownChild>
{
    public void Configure(EntityTypeBuilder<KnownChild> child)
    {
        child.ToTable("known_child");
        child.HasKey(row => row.ChildId);
        child.Property(row => row.ChildId).ValueGeneratedNever();
        child.Property(row => row.ResidenceCluster).HasMaxLength(100);
        child.Property(row => row.LocationHidden).HasDefaultValue(false);
    }
}

internal sealed class RelatedAdultMapping : IEntityTypeConfiguration<RelatedAdultRow>
{
    public void Configure(EntityTypeBuilder<RelatedAdultRow> adult)
    {
        adult.ToTable("related_adult");
        adult.HasKey(row => new { row.ChildId, row.AdultId });
        adult.Property(row => row.Relationship).HasMaxLength(100);
    }
}
