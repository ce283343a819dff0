using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class AssessmentMapping : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> assessment)
    {
        assessment.ToTable("assessment");
        assessment.Property(row => row.Id).ValueGeneratedNever();
        assessment.Property(row => row.Version).IsConcurrencyToken();
        assessment.Property(row => row.Analysis).HasMaxLength(Assessment.TextLength);
        assessment.Property(row => row.FamilysPart).HasMaxLength(Assessment.TextLength);
        assessment.Property(row => row.AdultFactors).AsJson();
        assessment.ComplexProperty(row => row.Voice, ChildsVoiceColumns.Map);

        // One assessment of a referral (census rule 8896).
        assessment.HasIndex(row => row.ReferralId).IsUnique();
    }
}
