using System.Text.Json;
using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class SharingAgreementMapping : IEntityTypeConfiguration<SharingAgreement>
{
    private const int NameLength = 200;
    private const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<SharingAgreement> agreement)
    {
        agreement.ToTable("sharing_agreement");
        agreement.Property(row => row.Id).ValueGeneratedNever();
        agreement.Property(row => row.OrgId).HasMaxLength(CodeLength);
        agreement.Property(row => row.OrgName).HasMaxLength(NameLength);
        agreement.Property(row => row.OrgType).HasMaxLength(CodeLength);
        // Kept as it was approved; the rules that decide are rows of their own.
        agreement.Property(row => row.Policy).HasConversion(
            policy => JsonSerializer.Serialize(policy, JsonSerializerOptions.Web), text => JsonSerializer.Deserialize<SharingPolicy>(text, JsonSerializerOptions.Web)!);
        agreement.HasIndex(row => row.OrgId);
    }
}
