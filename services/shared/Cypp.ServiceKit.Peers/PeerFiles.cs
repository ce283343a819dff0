using System.Security.Cryptography;

namespace Cypp.ServiceKit.Peers;

/// <summary>A certificate, its key and the authorities, as PEM: what lies in a folder at one moment.</summary>
internal sealed record PeerFiles(string Certificate, string Key, string Authorities)
{
    private static readonly string[] Names = ["tls.crt", "tls.key", "ca.crt"];

    public static PeerFiles Read(string directory) => Names.Select(name => File.ReadAllText(Path.Combine(directory, name))).ToArray() switch
    {
        [var certificate, var key, var authorities] => new(certificate, key, authorities),
        _ => throw new InvalidOperationException(),
    };

    /// <returns>What is wrong with a folder, without what it holds; null: nothing.</returns>
    public static string? Fault(string directory)
    {
        foreach (var name in Names)
        {
            if (!File.Exists(Path.Combine(directory, name)))
            {
                return $"{PeerOptions.Section}:{nameof(PeerOptions.Directory)} has no {name}.";
            }
        }

        try
        {
            PeerIdentity.Of(Read(directory));
            return null;
        }
        catch (Exception wrong) when (IsUnusable(wrong))
        {
            return $"{PeerOptions.Section}:{nameof(PeerOptions.Directory)}: certificate, key and authority do not go together.";
        }
    }

    /// <summary>Whether files are not readable, or not yet: two of them may be of two certificates for a moment.</summary>
    public static bool IsUnusable(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    /// <summary>Records print what they hold; this one would print a key.</summary>
    public override string ToString() => nameof(PeerFiles);
}
