using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace Cypp.Identity.SignIn;

/// <summary>What a person is given once to make the account their own: 80 bits, in groups that can be read aloud.</summary>
internal static class EnrolmentCode
{
    public static string New() => string.Join('-', Base32Encoding.ToString(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(four => new string(four)));

    /// <param name="code">As typed: case, spaces and hyphens do not matter.</param>
    /// <returns>SHA-256, hexadecimal: a code of 80 random bits needs no slow hash.</returns>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant())));
}
