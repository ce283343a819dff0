using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class KnownMatchMapping : IEntityTypeConfiguration<KnownMatch>
{
    public void Configure(EntityTypeBuilder<KnownMatch> match)
    {
        match.ToTable("known_match");
        match.HasKey(row => row.MatchId);
        match.Property(row => row.MatchId).ValueGeneratedNever();
    }
}

internal sealed class AdultNotToBeToldMapping : IEntityTypeConfiguration<AdultNotToBeTold>
{
    public void Configure(EntityTypeBuilder<AdultNotToBeTold> adult)
    {
        adult.ToTable("adult_not_to_be_told");
        adult.Property(row => row.Id).ValueGeneratedNever();
        adult.Property(row => row.ReasonCode).HasMaxLength(100);
        adult.HasIndex(row => row.ContactId);
    }
}
