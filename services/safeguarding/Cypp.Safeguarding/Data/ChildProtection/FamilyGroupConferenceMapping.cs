using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class FamilyGroupConferenceMapping : IEntityTypeConfiguration<FamilyGroupConference>
{
    public void Configure(EntityTypeBuilder<FamilyGroupConference> conference)
    {
        conference.ToTable("family_group_conference");
        conference.Property(row => row.Id).ValueGeneratedNever();
        conference.Property(row => row.Version).IsConcurrencyToken();
        conference.Property(row => row.FamilysPlan).HasMaxLength(Assessment.TextLength);
        conference.Property(row => row.Offers).AsJson();
        conference.HasIndex(row => row.ReferralId);
    }
}
