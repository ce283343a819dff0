using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class PromptMapping : IEntityTypeConfiguration<Prompt>
{
    // PromptStatus.Open. Lists show no other.
    private const string IsOpen = "\"Status\" = 0";

    public void Configure(EntityTypeBuilder<Prompt> builder)
    {
        builder.ToTable("prompt");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Property(one => one.Cluster).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.Property(one => one.ReasonNotHeld).HasMaxLength(EarlyHelpCaseMapping.TextLength);
        builder.HasIndex(one => one.Cluster).HasFilter(IsOpen);
        builder.HasIndex(one => one.SchoolAgencyId).HasFilter(IsOpen);
        builder.HasIndex(one => new { one.ChildId, one.SchoolAgencyId, one.AcademicYear });
    }
}
