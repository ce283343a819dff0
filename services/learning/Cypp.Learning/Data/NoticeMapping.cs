using Cypp.Learning.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Learning.Data;

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> entity)
    {
        entity.ToTable("notice");
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.PoliceReference).HasMaxLength(Notice.ReferenceLength);
        entity.HasIndex(row => row.MatchId);
        entity.HasIndex(row => row.EarliestBell);
        // Of two replicas that would alarm at once, one does.
        entity.Property(row => row.AlarmedAt).IsConcurrencyToken();
    }
}
