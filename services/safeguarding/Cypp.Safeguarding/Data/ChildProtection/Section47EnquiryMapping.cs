using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class Section47EnquiryMapping : IEntityTypeConfiguration<Section47Enquiry>
{
    public void Configure(EntityTypeBuilder<Section47Enquiry> enquiry)
    {
        enquiry.ToTable("section_47_enquiry");
        enquiry.Property(row => row.Id).ValueGeneratedNever();
        enquiry.Property(row => row.Version).IsConcurrencyToken();
        enquiry.Property(row => row.Reason).HasMaxLength(Assessment.TextLength);

        // One open enquiry of a referral (census rule 8896).
        enquiry.HasIndex(row => row.ReferralId).IsUnique().HasFilter("\"EndedOn\" IS NULL");
    }
}
