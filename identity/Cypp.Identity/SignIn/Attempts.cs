using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.SignIn;

/// <summary>
/// Lock-out per account and per address (ID-8). An attempt is counted before it is looked at, in one statement: many at once
/// do not slip through, as they do where a failure is counted afterwards.
/// </summary>
internal sealed class Attempts(IdentityDb db, TimeProvider clock)
{
    /// <param name="accountId">Nobody's id for an unknown person: the same statement, on no row.</param>
    /// <returns>Whether the account may be tried.</returns>
    public async Task<bool> BeginAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + SignInLimits.LockOut;
        return await db.Accounts.Where(row => row.Id == accountId && (row.LockoutEnd == null || row.LockoutEnd <= now)).ExecuteUpdateAsync(
            row => row
                .SetProperty(one => one.AccessFailedCount, one => one.LockoutEnd == null ? one.AccessFailedCount + 1 : 1)
                .SetProperty(one => one.LockoutEnd, one => one.LockoutEnd == null && one.AccessFailedCount + 1 >= SignInLimits.AttemptsOfAccount ? until : null),
            cancellationToken) == 1;
    }

    /// <summary>Password and code were right: the count begins anew.</summary>
    public Task ForgetAsync(Guid accountId, CancellationToken cancellationToken) => db.Accounts.Where(row => row.Id == accountId).ExecuteUpdateAsync(
        row => row.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null), cancellationToken);

    public async Task<bool> MayTryFromAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var (key, now) = (KeyOf(address), clock.GetUtcNow().ToUnixTimeSeconds());
        return !await db.AddressFailures.AnyAsync(
            row => row.Address == key && row.EndsAt > now && row.Failures >= SignInLimits.FailuresOfAddress, cancellationToken);
    }

    public Task FailedFromAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var (key, now) = (KeyOf(address), clock.GetUtcNow());
        var (second, end) = (now.ToUnixTimeSeconds(), (now + SignInLimits.LockOut).ToUnixTimeSeconds());
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO address_failures ("Address", "Failures", "EndsAt") VALUES ({key}, 1, {end})
            ON CONFLICT ("Address") DO UPDATE SET
              "Failures" = CASE WHEN address_failures."EndsAt" <= {second} THEN 1 ELSE address_failures."Failures" + 1 END,
              "EndsAt" = CASE WHEN address_failures."EndsAt" <= {second} THEN {end} ELSE address_failures."EndsAt" END
            """, cancellationToken);
    }

    // A household or an office has a /64 of IPv6 to itself.
    private static string KeyOf(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        return Convert.ToHexStringLower(SHA256.HashData(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..8] : bytes));
    }
}
