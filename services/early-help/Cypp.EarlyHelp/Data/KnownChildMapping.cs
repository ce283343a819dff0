using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class KnownChildMapping : IEntityTypeConfiguration<KnownChild>
{
    public void Configure(EntityTypeBuilder<KnownChild> builder)
    {
        builder.ToTable("known_child");
        builder.HasKey(one => one.ChildId);
        builder.Property(one => one.ChildId).ValueGeneratedNever();
        builder.Property(one => one.ResidenceCluster).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
    }
}
