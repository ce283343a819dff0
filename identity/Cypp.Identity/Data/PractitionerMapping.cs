using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class PractitionerMapping : IEntityTypeConfiguration<Practitioner>
{
    public void Configure(EntityTypeBuilder<Practitioner> practitioner)
    {
        practitioner.ToTable("practitioner");
        practitioner.Property(row => row.Id).ValueGeneratedNever();
        practitioner.Property(row => row.Version).IsConcurrencyToken();
        practitioner.HasOne<Agency>().WithMany().HasForeignKey(row => row.AgencyId);
    }
}
