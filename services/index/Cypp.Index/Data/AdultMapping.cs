using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class AdultMapping : IEntityTypeConfiguration<Adult>
{
    public void Configure(EntityTypeBuilder<Adult> adult)
    {
        adult.ToTable("adult");
        adult.Property(row => row.Id).ValueGeneratedNever();
        adult.Property(row => row.Version).IsConcurrencyToken();
        adult.Property(row => row.GivenName).HasMaxLength(Adult.NameLength);
        adult.Property(row => row.FamilyName).HasMaxLength(Adult.NameLength);
        adult.Property(row => row.GivenNameKey).HasMaxLength(Adult.NameLength);
        adult.Property(row => row.FamilyNameKey).HasMaxLength(Adult.NameLength);
        adult.HasIndex(row => new { row.BirthDate, row.FamilyNameKey });
    }
}
