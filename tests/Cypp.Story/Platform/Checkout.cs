namespace Cypp.Story.Platform;

/// <summary>Where the built programs are.</summary>
internal static class Checkout
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    // .../bin/<Configuration>/net10.0/
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static BuiltProgram Program(string folder, string name)
    {
        var path = Path.Combine(Root, folder, name, "bin", Configuration, "net10.0", name + ".dll");
        return File.Exists(path) ? new BuiltProgram(path) : throw new FileNotFoundException($"{name} is not built for {Configuration}: run ./run or ./test.", path);
    }

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Cypp.Platform.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("The programs run from a checkout.");
        }

        return folder;
    }
}
