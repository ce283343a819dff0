using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class ConferenceMapping : IEntityTypeConfiguration<Conference>
{
    public void Configure(EntityTypeBuilder<Conference> conference)
    {
        conference.ToTable("conference");
        conference.Property(row => row.Id).ValueGeneratedNever();
        conference.Property(row => row.Version).IsConcurrencyToken();
        conference.Property(row => row.Kind).HasMaxLength(20);
        conference.Property(row => row.LateReason).HasMaxLength(Assessment.TextLength);
        conference.Property(row => row.FamilysPart).HasMaxLength(Assessment.TextLength);
        conference.Property(row => row.Attendees).AsJson();
        conference.HasMany(row => row.Children).WithOne().HasForeignKey("ConferenceId").IsRequired();
        conference.Navigation(row => row.Children).AutoInclude();
    }
}
