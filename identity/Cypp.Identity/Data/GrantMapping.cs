using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.ToTable("access_grant");
        grant.Property(row => row.Id).ValueGeneratedNever();
        grant.Property(row => row.Right).HasMaxLength(Agency.CodeLength);
        grant.HasOne<Agency>().WithMany().HasForeignKey(row => row.AgencyId);
        grant.HasOne<Practitioner>().WithMany().HasForeignKey(row => row.PractitionerId);
    }
}
