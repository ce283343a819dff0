namespace Cypp.Standalone;

/// <summary><c>--data &lt;directory&gt;</c>: where the databases and the signing keys lie; <c>cypp-data</c> here if left out.</summary>
internal static class DataDirectory
{
    private const string Option = "--data";

    /// <returns>The other arguments, and the directory.</returns>
    public static (string[] Others, string Directory) From(string[] args)
    {
        var at = Array.IndexOf(args, Option);
        return at >= 0 && at + 1 < args.Length
            ? ([.. args[..at], .. args[(at + 2)..]], Path.GetFullPath(args[at + 1]))
            : (args, Path.GetFullPath("cypp-data"));
    }
}
