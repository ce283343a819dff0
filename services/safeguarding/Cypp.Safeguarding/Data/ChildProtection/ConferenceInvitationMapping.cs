using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class ConferenceInvitationMapping : IEntityTypeConfiguration<ConferenceInvitation>
{
    public void Configure(EntityTypeBuilder<ConferenceInvitation> invitation)
    {
        invitation.ToTable("conference_invitation");
        invitation.Property(row => row.Id).ValueGeneratedNever();
        invitation.HasIndex(row => new { row.ConferenceId, row.AdultId, row.AgencyId, row.PractitionerId });
    }
}
