using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitation");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Occasion).HasMaxLength(EarlyHelpCaseMapping.CodeLength);
        builder.HasIndex(one => one.CaseId);
    }
}
