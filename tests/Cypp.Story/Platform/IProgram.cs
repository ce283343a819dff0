namespace Cypp.Story.Platform;

/// <summary>What a process runs.</summary>
internal interface IProgram
{
    /// <param name="settings">Its environment.</param>
    /// <returns>The command, word by word.</returns>
    IEnumerable<string> Command(IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments);
}

/// <summary>As it was built here.</summary>
/// <param name="Path">Of its assembly.</param>
internal sealed record BuiltProgram(string Path) : IProgram
{
    public IEnumerable<string> Command(IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments) => ["dotnet", Path, .. arguments];
}
