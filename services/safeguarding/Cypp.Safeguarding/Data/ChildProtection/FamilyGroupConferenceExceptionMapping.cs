using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class FamilyGroupConferenceExceptionMapping : IEntityTypeConfiguration<FamilyGroupConferenceException>
{
    public void Configure(EntityTypeBuilder<FamilyGroupConferenceException> exception)
    {
        exception.ToTable("family_group_conference_exception");
        exception.Property(row => row.Id).ValueGeneratedNever();
        exception.Property(row => row.Reason).HasMaxLength(Assessment.TextLength);
        exception.HasIndex(row => row.ReferralId);
    }
}
