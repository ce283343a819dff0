using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class PupilYearMapping : IEntityTypeConfiguration<PupilYear>
{
    public void Configure(EntityTypeBuilder<PupilYear> entity)
    {
        entity.ToTable("pupil_year");
        entity.HasKey(row => new { row.SchoolAgencyId, row.ChildId, row.AcademicYear });
        entity.Property(row => row.Version).IsConcurrencyToken();
    }
}
