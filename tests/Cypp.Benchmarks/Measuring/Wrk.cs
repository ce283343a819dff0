using System.Diagnostics;
using System.Globalization;

namespace Cypp.Benchmarks.Measuring;

/// <summary>The load generator wrk, one thread.</summary>
internal sealed class Wrk(string directory)
{
    private readonly string _script = Write(directory);

    /// <param name="Requests">Answered requests.</param>
    /// <param name="Elapsed">Length of the load.</param>
    /// <param name="P50">Null, as <paramref name="P99"/>: nobody waited for one.</param>
    public sealed record Load(long Requests, TimeSpan Elapsed, TimeSpan? P50 = null, TimeSpan? P99 = null);

    /// <param name="tokens">File with a token a line: one is in every request, of several the next in each. Null: none is sent.</param>
    /// <exception cref="InvalidOperationException">A request failed or was refused: then nothing was measured.</exception>
    public async Task<Load> RunAsync(Uri target, int connections, TimeSpan duration, string? tokens)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "-t1", $"-c{connections}", string.Create(CultureInfo.InvariantCulture, $"-d{duration.TotalSeconds:0}s"), "-s", _script, target.ToString(),
            .. tokens is null ? [] : (string[])["--", tokens],
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var words = output.Split('\n').FirstOrDefault(line => line.StartsWith("measured ", StringComparison.Ordinal))?.Split(' ')
            ?? throw new InvalidOperationException($"wrk measured nothing at {target}.");
        var numbers = words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [var requests, var elapsed, 0, var p50, var p99] && requests > 0
            ? new(requests, TimeSpan.FromMicroseconds(elapsed), TimeSpan.FromMicroseconds(p50), TimeSpan.FromMicroseconds(p99))
            : throw new InvalidOperationException($"{numbers[2]} of {numbers[0]} requests to {target} failed.");
    }

    private static string Write(string directory)
    {
        var path = Path.Combine(directory, "requests.lua");
        using var script = typeof(Wrk).Assembly.GetManifestResourceStream("requests.lua")!;
        using var file = File.Create(path);
        script.CopyTo(file);
        return path;
    }
}
