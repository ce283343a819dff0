using System.Security.Cryptography;
using Cypp.Identity.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Cypp.Identity.SignIn;

/// <summary>
/// Codes of an authenticator (RFC 6238: SHA-1, six digits, 30 seconds), one step early or late. ASP.NET Core Identity's own
/// takes a code again and again while it is fresh, and reads the machine's clock.
/// </summary>
internal sealed class Totp(IdentityDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int SecretBytes = 20;
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);
    private readonly IDataProtector _protector = protection.CreateProtector("totp-secret");

    public static string NewSecret() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public string Protect(string secret) => _protector.Protect(secret);

    /// <returns>The code's time step, or null when it is not one of the secret's now.</returns>
    public long? StepOf(string secret, string code) =>
        new OtpNet.Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out var step, OneStep) ? step : null;

    /// <summary>Takes a code of the account; the same one, or an earlier, is not taken again, at whichever replica.</summary>
    public async Task<bool> TakeAsync(Account account, string code, CancellationToken cancellationToken) =>
        account.TotpSecret is { } kept && StepOf(_protector.Unprotect(kept), code) is { } step
        && await db.Accounts.Where(row => row.Id == account.Id && row.TotpStep < step)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.TotpStep, step), cancellationToken) == 1;
}
