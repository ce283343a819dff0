using System.Diagnostics;
using System.Text.Json;

namespace Cypp.Testing.Servers;

/// <summary>A folder with one server's data and the facts of its last start; one process at a time owns it.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream owner;

    private ServerFolder(string root, FileStream owner)
    {
        Root = root;
        this.owner = owner;
    }

    public string Root { get; }

    private string FactsFile => PathOf("server.json");

    /// <summary>The lock is flock(2)'s: it ends with its process, even by kill -9; children do not get it.</summary>
    public static async Task<ServerFolder> OpenAsync(string folder, CancellationToken ct)
    {
        var root = Directory.CreateDirectory(Path.GetFullPath(folder)).FullName.TrimEnd('/');
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var file = Path.Combine(root, "owner.lock");
                return new(root, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Pause, ct);
            }
            catch (IOException locked)
            {
                throw new InvalidOperationException($"{root} is in use by another process", locked);
            }
        }
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    public T? ReadFacts<T>()
        where T : class =>
        File.Exists(FactsFile) ? JsonSerializer.Deserialize<T>(File.ReadAllText(FactsFile)) : null;

    public void WriteFacts<T>(T facts) => WriteSecret("server.json", JsonSerializer.Serialize(facts));

    /// <summary>Whole or not at all, and for no one else to read.</summary>
    public void WriteSecret(string name, string text)
    {
        var fresh = PathOf($"{name}.new");
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(text);
        }

        File.Move(fresh, PathOf(name), overwrite: true);
    }

    public void Dispose() => owner.Dispose();
}
