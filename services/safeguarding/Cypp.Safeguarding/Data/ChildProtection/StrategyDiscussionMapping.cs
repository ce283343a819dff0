using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class StrategyDiscussionMapping : IEntityTypeConfiguration<StrategyDiscussion>
{
    public void Configure(EntityTypeBuilder<StrategyDiscussion> discussion)
    {
        discussion.ToTable("strategy_discussion");
        discussion.Property(row => row.Id).ValueGeneratedNever();
        discussion.Property(row => row.Version).IsConcurrencyToken();
        discussion.Property(row => row.Decision).HasMaxLength(Assessment.TextLength);
        discussion.Property(row => row.Attendees).AsJson();
        discussion.HasIndex(row => row.ReferralId);
    }
}
