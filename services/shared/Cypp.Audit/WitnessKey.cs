using System.Security.Cryptography;

namespace Cypp.Audit;

/// <summary>
/// The key by which a service signs roots of other services: <c>name.pem</c>, readable by it alone, with
/// <c>name.pub.pem</c> beside it for whoever verifies. Made at the first start.
/// </summary>
public sealed class WitnessKey : IDisposable
{
    private readonly ECDsa _key;

    private WitnessKey(string name, ECDsa key)
    {
        (Name, _key) = (name, key);
    }

    public string Name { get; }

    /// <exception cref="IOException">The key is neither there nor can it be made there.</exception>
    public static WitnessKey Open(string directory, string name)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, name + ".pem");
        if (!File.Exists(path))
        {
            Make(path);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        var shown = Path.Combine(directory, name + ".pub.pem");
        if (!File.Exists(shown))
        {
            File.WriteAllText(shown, key.ExportSubjectPublicKeyInfoPem());
        }

        return new(name, key);
    }

    /// <summary>The same statement with this key's signature.</summary>
    public WitnessStatement Sign(WitnessStatement statement) =>
        statement with { Signature = Convert.ToHexStringLower(_key.SignData(statement.ToSign(), HashAlgorithmName.SHA256)) };

    public void Dispose() => _key.Dispose();

    // Replicas that start at once agree on one key: the move fails for the second.
    private static void Make(string path)
    {
        var mine = $"{path}.{Guid.CreateVersion7():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(mine, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
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
}
