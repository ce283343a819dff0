using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class AttendanceMapping : IEntityTypeConfiguration<AttendanceToDate>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<AttendanceToDate> builder)
    {
        builder.ToTable("attendance_to_date");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Phase).HasMaxLength(CodeLength);
        builder.HasIndex(row => new { row.AcademicYear, row.ChildId, row.SchoolAgencyId, row.AsOf }).IsUnique();
    }
}
