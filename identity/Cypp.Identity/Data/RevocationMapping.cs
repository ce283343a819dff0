using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class RevocationMapping : IEntityTypeConfiguration<Revocation>
{
    public void Configure(EntityTypeBuilder<Revocation> revocation)
    {
        revocation.ToTable("revocation");
        revocation.HasKey(row => new { row.Kind, row.Subject });
        revocation.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        revocation.Property(row => row.Subject).HasMaxLength(Revocation.SubjectLength);
    }
}
