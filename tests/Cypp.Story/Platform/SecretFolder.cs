namespace Cypp.Story.Platform;

/// <summary>Settings that are secret, a file each, as a pod finds them: no environment has them (K8S-1).</summary>
internal static class SecretFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="folder">For its owner alone.</param>
    /// <returns>The setting that names it.</returns>
    public static KeyValuePair<string, string> Write(string folder, IReadOnlyDictionary<string, string> secrets)
    {
        Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        foreach (var (name, value) in secrets)
        {
            using var file = new StreamWriter(Path.Combine(folder, name), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Owner });
            file.Write(value);
        }

        return new("Secrets__Directory", folder);
    }
}
