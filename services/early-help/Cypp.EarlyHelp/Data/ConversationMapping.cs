using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversation");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.PromptId);
        builder.Property(one => one.ChildId);
        builder.Property(one => one.HeldBy);
        builder.Property(one => one.HeldByAgencyId);
        builder.Property(one => one.HeldAt);
        builder.Property(one => one.SpokenWithChild);
        builder.Property(one => one.Agreed);
        builder.Property(one => one.ChildWords).HasMaxLength(EarlyHelpCaseMapping.TextLength);
        builder.Property(one => one.Notes).HasMaxLength(EarlyHelpCaseMapping.TextLength);
        builder.Property(one => one.SpokenWithAdultIds).HasConversion(new JsonConverter<IReadOnlyList<Guid>>(), JsonConverter<IReadOnlyList<Guid>>.Replaced);
    }
}
