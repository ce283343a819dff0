using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Outcomes.Data;

internal sealed class AssessmentMapping : IEntityTypeConfiguration<CompletedAssessment>
{
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<CompletedAssessment> builder)
    {
        builder.ToTable("completed_assessment");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.CompletedOn);
    }
}
