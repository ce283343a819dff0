namespace Cypp.Story.Platform;

/// <summary>What a process runs.</summary>
internal interface IProgram
{
    /// <param name="run">Of this one start; no other has it.</param>
    /// <param name="settings">Its environment.</param>
    /// <returns>The command, word by word.</returns>
    IEnumerable<string> Command(string run, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments);

    /// <returns>The command that ends a run as <c>kill -9</c> would; null: its process is all there is of it.</returns>
    IReadOnlyList<string>? Kill(string run);
}

/// <summary>As it was built here.</summary>
/// <param name="Path">Of its assembly.</param>
internal sealed record BuiltProgram(string Path) : IProgram
{
    public IEnumerable<string> Command(string run, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments) => ["dotnet", Path, .. arguments];

    public IReadOnlyList<string>? Kill(string run) => null;
}
