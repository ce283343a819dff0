using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal sealed class CommissionMapping : IEntityTypeConfiguration<Commission>
{
    public void Configure(EntityTypeBuilder<Commission> commission)
    {
        commission.ToTable("commission");
        commission.Property(row => row.Id).ValueGeneratedNever();
        commission.Property(row => row.Reason).HasMaxLength(Assessment.TextLength);
    }
}
