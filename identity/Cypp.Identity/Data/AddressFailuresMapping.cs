using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class AddressFailuresMapping : IEntityTypeConfiguration<AddressFailures>
{
    public void Configure(EntityTypeBuilder<AddressFailures> failures)
    {
        failures.ToTable("address_failures");
        failures.HasKey(row => row.Address);
        failures.Property(row => row.Address).HasMaxLength(64);
        failures.HasIndex(row => row.EndsAt);
    }
}
