using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class EnrolmentMapping : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> entity)
    {
        entity.ToTable("enrolment");
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Version).IsConcurrencyToken();
        entity.Property(row => row.Upn).HasMaxLength(Enrolment.UpnLength);
        entity.Property(row => row.GivenName).HasMaxLength(Enrolment.NameLength);
        entity.Property(row => row.FamilyName).HasMaxLength(Enrolment.NameLength);
        entity.HasIndex(row => new { row.SchoolAgencyId, row.ChildId });
        entity.HasIndex(row => new { row.SchoolAgencyId, row.Upn });
        entity.HasIndex(row => row.ChildId);
    }
}
