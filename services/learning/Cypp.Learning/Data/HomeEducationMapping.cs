using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class HomeEducationMapping : IEntityTypeConfiguration<HomeEducation>
{
    public void Configure(EntityTypeBuilder<HomeEducation> entity)
    {
        entity.ToTable("home_education");
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Version).IsConcurrencyToken();
        entity.Property(row => row.GivenName).HasMaxLength(Enrolment.NameLength);
        entity.Property(row => row.FamilyName).HasMaxLength(Enrolment.NameLength);
        entity.HasIndex(row => row.ChildId);
    }
}
