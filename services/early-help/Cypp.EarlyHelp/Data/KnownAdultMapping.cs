using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class KnownAdultMapping : IEntityTypeConfiguration<KnownAdult>
{
    public void Configure(EntityTypeBuilder<KnownAdult> builder)
    {
        builder.ToTable("known_adult");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasIndex(one => new { one.ChildId, one.AdultId }).IsUnique();
    }
}
