using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Identity.Data;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("account");
        account.Property(row => row.Id).ValueGeneratedNever();
        account.HasOne<Practitioner>().WithOne().HasForeignKey<Account>(row => row.Id);
        account.Property(row => row.UserName).HasMaxLength(Account.UserNameLength);
        account.Property(row => row.NormalizedUserName).HasMaxLength(Account.UserNameLength);
        account.HasIndex(row => row.NormalizedUserName).IsUnique();
        account.Property(row => row.ConcurrencyStamp).HasMaxLength(Account.UserNameLength).IsConcurrencyToken();
        account.Property(row => row.EnrolmentHash).HasMaxLength(64);
        // The platform writes to nobody, and its one second factor is for everyone.
        account.Ignore(row => row.Email).Ignore(row => row.NormalizedEmail).Ignore(row => row.EmailConfirmed)
            .Ignore(row => row.PhoneNumber).Ignore(row => row.PhoneNumberConfirmed).Ignore(row => row.TwoFactorEnabled).Ignore(row => row.LockoutEnabled);
    }
}
