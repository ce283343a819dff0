using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class NoticeEscalationMapping : IEntityTypeConfiguration<NoticeEscalation>
{
    public void Configure(EntityTypeBuilder<NoticeEscalation> entity)
    {
        entity.ToTable("notice_escalation");
        // The key makes it happen once.
        entity.HasKey(row => row.InboxItemId);
        entity.Property(row => row.InboxItemId).ValueGeneratedNever();
    }
}
