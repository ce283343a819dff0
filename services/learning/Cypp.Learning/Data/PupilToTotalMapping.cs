using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class PupilToTotalMapping : IEntityTypeConfiguration<PupilToTotal>
{
    public void Configure(EntityTypeBuilder<PupilToTotal> entity)
    {
        entity.ToTable("pupil_to_total");
        entity.HasKey(row => new { row.UploadId, row.ChildId, row.AcademicYear });
    }
}
