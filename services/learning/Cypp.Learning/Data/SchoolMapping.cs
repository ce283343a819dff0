using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class SchoolMapping : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> entity)
    {
        entity.ToTable("school");
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Version).IsConcurrencyToken();
        entity.Property(row => row.Name).HasMaxLength(School.NameLength);
        entity.Property(row => row.Phase).HasMaxLength(School.ClusterLength);
        entity.Property(row => row.Cluster).HasMaxLength(School.ClusterLength);
        entity.OwnsMany(row => row.Terms, term => term.ToJson());
    }
}
