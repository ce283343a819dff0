using System.Security.Cryptography;

namespace Cypp.Testing.Servers;

/// <summary>A password of a private server.</summary>
public static class Secret
{
    private const int Length = 32;

    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);
}
