using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class RowRejectionMapping : IEntityTypeConfiguration<RowRejection>
{
    public void Configure(EntityTypeBuilder<RowRejection> entity)
    {
        entity.ToTable("attendance_rejection");
        entity.HasKey(row => new { row.UploadId, row.Line });
        entity.Property(row => row.Reason).HasMaxLength(60);
    }
}
