using Cypp.ServiceKit.Time;

namespace Cypp.Story.Platform;

/// <summary>A running platform, whichever way it runs, as its operator sees it.</summary>
public interface IPlatform : IAsyncDisposable
{
    /// <summary>Where partner agencies call.</summary>
    Uri Gateway { get; }

    /// <summary>Where data, logs and demo keys lie.</summary>
    string Directory { get; }

    /// <summary>The business time that all its processes share.</summary>
    SharedBusinessClock Clock { get; }

    /// <summary>Names of its processes.</summary>
    IReadOnlyList<string> Processes { get; }

    /// <summary>Registers agencies, their keys and roles by the identity service's own command.</summary>
    Task ImportAgenciesAsync(string file);

    /// <summary>Ends a process without warning, as a crash would, and starts it again.</summary>
    Task KillAndRestartAsync(string process);
}
