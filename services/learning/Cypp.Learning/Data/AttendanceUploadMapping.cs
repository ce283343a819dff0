using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class AttendanceUploadMapping : IEntityTypeConfiguration<AttendanceUpload>
{
    public void Configure(EntityTypeBuilder<AttendanceUpload> entity)
    {
        entity.ToTable("attendance_upload");
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Version).IsConcurrencyToken();
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => new { row.Status, row.ReceivedAt });
    }
}
