using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class ReferralMapping : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> referral)
    {
        referral.ToTable("referral");
        referral.Property(row => row.Id).ValueGeneratedNever();
        referral.Property(row => row.Version).IsConcurrencyToken();
        referral.Property(row => row.State).HasConversion<string>().HasMaxLength(Referral.CodeLength);
        referral.Property(row => row.DeclineReasonCode).HasMaxLength(Referral.CodeLength);
        referral.Property(row => row.ReasonForClosure).HasMaxLength(Referral.CodeLength);
        // One open referral a child: the last wall behind the lock on the child's row.
        referral.HasIndex(row => row.ChildId).IsUnique().HasDatabaseName("IX_referral_open_child")
            .HasFilter("\"State\" IN ('Received', 'Acknowledged', 'Accepted')");
        referral.HasIndex(row => new { row.State, row.DecisionDueOn });
    }
}
