using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEntry>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedOnAdd();
        builder.Property(row => row.Type).HasMaxLength(CodeLength);
        builder.HasIndex(row => row.MessageId).IsUnique();
    }
}
