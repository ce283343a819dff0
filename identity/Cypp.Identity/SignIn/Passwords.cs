using Cypp.Identity.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cypp.Identity.SignIn;

/// <summary>Passwords as ASP.NET Core Identity hashes them. For who is not there, one is hashed all the same (ID-8).</summary>
internal sealed class Passwords(UserManager<Account> accounts, DecoyHash decoy)
{
    private static readonly Account Nobody = new();

    public bool IsRight(Account? account, string password)
    {
        var result = accounts.PasswordHasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? decoy.Value, password);
        return result != PasswordVerificationResult.Failed && account?.PasswordHash is not null;
    }

    public string Hash(Account account, string password) => accounts.PasswordHasher.HashPassword(account, password);

    public async Task<bool> IsUsableAsync(Account account, string password)
    {
        foreach (var rule in accounts.PasswordValidators)
        {
            if (!(await rule.ValidateAsync(accounts, account, password)).Succeeded)
            {
                return false;
            }
        }

        return !password.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A hash of nothing that anybody knows, made once a process with the same cost.</summary>
internal sealed class DecoyHash(IOptions<PasswordHasherOptions> options)
{
    public string Value { get; } = new PasswordHasher<Account>(options).HashPassword(new Account(), Guid.CreateVersion7().ToString());
}
