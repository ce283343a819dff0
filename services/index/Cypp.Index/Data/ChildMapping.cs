using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class ChildMapping : IEntityTypeConfiguration<Child>
{
    private const int NhsNumberLength = 10;
    private const int UpnLength = 13;

    public void Configure(EntityTypeBuilder<Child> child)
    {
        child.ToTable("child");
        child.Property(row => row.Id).ValueGeneratedNever();
        child.Property(row => row.Version).IsConcurrencyToken();
        child.Property(row => row.GivenName).HasMaxLength(Adult.NameLength);
        child.Property(row => row.FamilyName).HasMaxLength(Adult.NameLength);
        child.Property(row => row.GivenNameKey).HasMaxLength(Adult.NameLength);
        child.Property(row => row.FamilyNameKey).HasMaxLength(Adult.NameLength);
        child.Property(row => row.Sex).HasMaxLength(1);
        child.Property(row => row.NhsNumber).HasMaxLength(NhsNumberLength);
        child.Property(row => row.Upn).HasMaxLength(UpnLength);
        child.Property(row => row.SealReason).HasMaxLength(ChildAdult.CodeLength);
        child.Property(row => row.SealedNhsNumber).HasMaxLength(NhsNumberLength);
        child.Property(row => row.SealedUpn).HasMaxLength(UpnLength);
        child.Property(row => row.Postcode).HasMaxLength(Postcode.Length);
        child.Property(row => row.ResidenceCluster).HasMaxLength(Address.ClusterLength);
        child.Ignore(row => row.RestrictionLevel);
        child.HasIndex(row => row.NhsNumber).IsUnique();
        child.HasIndex(row => row.Upn).IsUnique();
        child.HasIndex(row => row.BirthDate);
        child.HasIndex(row => new { row.FamilyNameKey, row.GivenNameKey });
        child.HasIndex(row => row.FamilyId);
        child.OwnsMany(row => row.Adults, adult =>
        {
            adult.ToTable("child_adult");
            adult.WithOwner().HasForeignKey("ChildId");
            adult.HasKey("ChildId", nameof(ChildAdult.AdultId));
            adult.Property(row => row.AdultId).ValueGeneratedNever();
            adult.Property(row => row.Relationship).HasMaxLength(ChildAdult.CodeLength);
        }).Navigation(row => row.Adults).UsePropertyAccessMode(PropertyAccessMode.Field);
        child.OwnsMany(row => row.NotToBeTold, mark =>
        {
            mark.ToTable("child_not_to_be_told");
            mark.WithOwner().HasForeignKey("ChildId");
            mark.HasKey("ChildId", nameof(NotToBeTold.AdultId));
            mark.Property(row => row.AdultId).ValueGeneratedNever();
            mark.Property(row => row.ReasonCode).HasMaxLength(ChildAdult.CodeLength);
        }).Navigation(row => row.NotToBeTold).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
