namespace Cypp.Story.Platform;

/// <summary>
/// Of an image that <c>deploy/images</c> built, run by podman as the manifests have it run: nothing of the image may be written, uid 1654,
/// no capability (OP-18). It has the network of this machine, and of its files the folders that it is told of.
/// </summary>
/// <param name="Image">Its name and version.</param>
/// <param name="Directory">What lies in here is shared with it.</param>
internal sealed record ImageProgram(string Image, string Directory) : IProgram
{
    private static readonly string[] Hardened =
    [
        "podman", "run", "--rm", "--pull=never", "--network=host", "--user=1654:1654", "--read-only", "--tmpfs=/tmp",
        "--cap-drop=ALL", "--security-opt=no-new-privileges",
    ];

    // Values would be seen by everyone on the machine: podman is told names, and takes what they are from its own environment.
    public IEnumerable<string> Command(string run, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments) =>
    [
        .. Hardened,
        "--name=" + run,
        .. settings.Keys.Select(name => "--env=" + name),
        .. settings.Values.Concat(arguments).Where(IsShared).Select(Folder).Distinct().Select(Mounted),
        Image,
        .. arguments,
    ];

    /// <summary>Podman's own process is not the container's: it lives on without it.</summary>
    public IReadOnlyList<string> Kill(string run) => ["podman", "kill", "--signal=KILL", run];

    private bool IsShared(string value) => value.StartsWith(Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A file that is replaced would stay the old one: its folder is mounted.
    private static string Folder(string path) => File.Exists(path) ? Path.GetDirectoryName(path)! : path;

    // Owned by whom it runs as, like a volume with an fsGroup.
    private static string Mounted(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        return $"--volume={folder}:{folder}:U";
    }
}
