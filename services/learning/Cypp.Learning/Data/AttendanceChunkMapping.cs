using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class AttendanceChunkMapping : IEntityTypeConfiguration<AttendanceChunk>
{
    public void Configure(EntityTypeBuilder<AttendanceChunk> entity)
    {
        entity.ToTable("attendance_chunk");
        entity.HasKey(row => new { row.UploadId, row.Number });
    }
}
