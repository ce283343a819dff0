namespace Cypp.ServiceKit.Hosting;

/// <summary>Something else that a host can do than run, on the same settings: <c>dotnet Cypp.X.dll &lt;verb&gt; ...</c>.</summary>
public interface IHostCommand
{
    /// <summary>First argument.</summary>
    string Verb { get; }

    /// <param name="args">All arguments, the verb first.</param>
    /// <returns>Exit code.</returns>
    Task<int> RunAsync(string[] args);
}
