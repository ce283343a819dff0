using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Cypp.System.Tests.Architecture;

/// <summary>The repository as text.</summary>
internal static partial class Sources
{
    public static readonly string Root = FindRoot();

    /// <summary>C# written by hand, as path from the root and text.</summary>
    public static readonly IReadOnlyList<(string Path, string Text)> CSharp =
    [
        .. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !Generated().IsMatch(path))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Cypp.Platform.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("(^|/)(bin|obj|Migrations|node_modules|\\.[^/]*)/")]
    private static partial Regex Generated();
}
