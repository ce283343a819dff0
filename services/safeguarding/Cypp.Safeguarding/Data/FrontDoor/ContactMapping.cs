using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contact");
        contact.Property(row => row.Id).ValueGeneratedNever();
        contact.Property(row => row.Version).IsConcurrencyToken();
        contact.Property(row => row.MakerRole).HasMaxLength(100);
        contact.Property(row => row.ReferralSource).HasMaxLength(2);
        contact.Property(row => row.Concern).HasMaxLength(Contact.ConcernLength);
        contact.Property(row => row.DangerNote).HasMaxLength(Contact.ConcernLength);
        contact.HasIndex(row => row.ChildId);
        contact.HasIndex(row => row.MatchId);
        contact.HasIndex(row => row.ReferralId);
        contact.HasIndex(row => row.IncidentId);
    }
}
