using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> agency)
    {
        agency.ToTable("agency");
        agency.Property(row => row.Id).ValueGeneratedNever();
        agency.Property(row => row.Version).IsConcurrencyToken();
        agency.Property(row => row.Name).HasMaxLength(Agency.NameLength);
        agency.Property(row => row.Type).HasMaxLength(Agency.CodeLength);
        agency.Property(row => row.Cluster).HasMaxLength(Agency.CodeLength);
    }
}
