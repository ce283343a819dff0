using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class SessionMarkMapping : IEntityTypeConfiguration<SessionMark>
{
    public void Configure(EntityTypeBuilder<SessionMark> entity)
    {
        entity.ToTable("session_mark");
        entity.HasKey(row => new { row.EnrolmentId, row.Date, row.Session });
        entity.Property(row => row.Code).HasMaxLength(2);
        entity.Property(row => row.Session).HasConversion<string>().HasMaxLength(2);
    }
}
