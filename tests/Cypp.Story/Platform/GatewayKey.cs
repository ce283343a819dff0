using System.Security.Cryptography;
using System.Text;

namespace Cypp.Story.Platform;

/// <summary>The key by which the gateway proves to identity who it is; it is made anew at each start.</summary>
internal static class GatewayKey
{
    /// <param name="file">Where the private half goes, for its owner alone.</param>
    /// <returns>Where its public half lies.</returns>
    public static string Make(string file)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        using (var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            stream.Write(Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem()));
        }

        File.WriteAllText(file + ".pub", made.ExportSubjectPublicKeyInfoPem());
        return file + ".pub";
    }
}
