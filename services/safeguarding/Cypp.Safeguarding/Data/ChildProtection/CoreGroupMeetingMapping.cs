using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class CoreGroupMeetingMapping : IEntityTypeConfiguration<CoreGroupMeeting>
{
    public void Configure(EntityTypeBuilder<CoreGroupMeeting> meeting)
    {
        meeting.ToTable("core_group_meeting");
        meeting.Property(row => row.Id).ValueGeneratedNever();
        meeting.Property(row => row.Version).IsConcurrencyToken();
        meeting.Property(row => row.Notes).HasMaxLength(Assessment.TextLength);
        meeting.Property(row => row.FamilysPart).HasMaxLength(Assessment.TextLength);
        meeting.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);
        meeting.HasIndex(row => row.PlanId);
    }
}
