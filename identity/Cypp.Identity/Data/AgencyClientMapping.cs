using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class AgencyClientMapping : IEntityTypeConfiguration<AgencyClient>
{
    public void Configure(EntityTypeBuilder<AgencyClient> client)
    {
        client.ToTable("agency_client");
        client.HasKey(row => row.ClientId);
        client.Property(row => row.ClientId).HasMaxLength(Agency.CodeLength);
        // Who adds one and who retires one at the same moment must not undo each other.
        client.Property(row => row.CertificateThumbprints).IsConcurrencyToken();
        client.HasOne<Agency>().WithMany().HasForeignKey(row => row.AgencyId);
    }
}
