using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class SeenAssertionMapping : IEntityTypeConfiguration<SeenAssertion>
{
    public void Configure(EntityTypeBuilder<SeenAssertion> assertion)
    {
        assertion.ToTable("seen_assertion");
        assertion.Property(row => row.Id).HasMaxLength(64);
        assertion.HasIndex(row => row.ExpiresAt);
    }
}
