using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class SeenAssertionMapping : IEntityTypeConfiguration<SeenAssertion>
{
    public void Configure(EntityTypeBuilder<SeenAssertion> assertion)
    {
        assertion.ToTable("seen_assertion");
        assertion.HasKey(row => new { row.ClientId, row.JtiHash });
        assertion.Property(row => row.ClientId).HasMaxLength(Agency.CodeLength);
        assertion.Property(row => row.JtiHash).HasMaxLength(64);
        assertion.HasIndex(row => row.ExpiresAt);
    }
}
