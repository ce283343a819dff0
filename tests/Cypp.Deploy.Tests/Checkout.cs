using System.Runtime.CompilerServices;

namespace Cypp.Deploy.Tests;

/// <summary>The files of the repository as they lie there.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = System.IO.Path.GetDirectoryName(here)!;
        while (!File.Exists(System.IO.Path.Combine(folder, "Cypp.Platform.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
