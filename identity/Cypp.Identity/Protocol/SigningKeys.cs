using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Protocol;

/// <summary>
/// The keys that sign access tokens: <c>*.pem</c> in the key directory, shared by replicas and kept over restarts. The
/// last by name signs, all are published.
/// </summary>
internal sealed class SigningKeys
{
    private readonly Lazy<IReadOnlyList<RsaSecurityKey>> _keys;

    public SigningKeys(IOptions<IdentityOptions> options) => _keys = new(() => Load(options.Value.KeyDirectory));

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RsaSecurityKey> All => _keys.Value;

    private static List<RsaSecurityKey> Load(string directory)
    {
        Directory.CreateDirectory(directory);
        if (Directory.GetFiles(directory, "*.pem").Length == 0)
        {
            MakeFirst(Path.Combine(directory, "signing-1.pem"));
        }

        return [.. Directory.GetFiles(directory, "*.pem").OrderDescending(StringComparer.Ordinal).Select(Read)];
    }

    // Two replicas that start at once agree on one first key: the move fails for the second.
    private static void MakeFirst(string path)
    {
        var mine = $"{path}.{Guid.CreateVersion7():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var rsa = RSA.Create(3072))
        using (var writer = new StreamWriter(mine, options))
        {
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(mine, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(mine);
        }
    }

    private static RsaSecurityKey Read(string path)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(path));
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
