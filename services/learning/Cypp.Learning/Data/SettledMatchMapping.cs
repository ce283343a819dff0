using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class SettledMatchMapping : IEntityTypeConfiguration<SettledMatch>
{
    public void Configure(EntityTypeBuilder<SettledMatch> entity)
    {
        entity.ToTable("settled_match");
        entity.HasKey(row => row.MatchId);
        entity.Property(row => row.MatchId).ValueGeneratedNever();
    }
}
