using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class ConferenceChildMapping : IEntityTypeConfiguration<ConferenceChild>
{
    public void Configure(EntityTypeBuilder<ConferenceChild> child)
    {
        child.ToTable("conference_child");
        child.HasKey("ConferenceId", nameof(ConferenceChild.ChildId));
        child.Property(row => row.ChildId).ValueGeneratedNever();
        child.Property(row => row.Outcome).HasMaxLength(20);
        child.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);
        child.HasIndex(row => row.ReferralId);
    }
}
