using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Cypp.Benchmarks.Measuring;

/// <summary>PostgreSQL's own load generator: one transaction again and again, prepared, by the superuser, whom no policy holds.</summary>
internal sealed partial class PgBench(Stand stand, string service)
{
    /// <summary>A number that is another in each transaction.</summary>
    public const string AnyNumber = @"\set n random(1, 9223372036854775806)";

    /// <summary>The same as 32 hexadecimal digits, which a uuid may be made of.</summary>
    public const string AnyKey = "lpad(to_hex(:n::bigint), 32, '0')";

    /// <param name="variables">Lines such as <c>\set n random(1, 10)</c>.</param>
    /// <param name="statements">Of the transaction, without semicolons; <c>:n</c> stands for a variable.</param>
    /// <param name="pipelined">All are sent before the first is answered; else each waits for the one before.</param>
    /// <exception cref="InvalidOperationException">A transaction failed.</exception>
    public async Task<Reading> RunAsync(string name, string variables, IEnumerable<string> statements, bool pipelined, int clients, TimeSpan length)
    {
        var script = Path.Combine(stand.Directory, "pgbench.sql");
        var transaction = string.Join('\n', statements.Prepend("BEGIN").Append("END").Select(statement => statement + ";"));
        await File.WriteAllTextAsync(script, $"{variables}\n{(pipelined ? $"\\startpipeline\n{transaction}\n\\endpipeline" : transaction)}\n");
        // Both have ended when it has been waited for, pgbench and its sessions' processes.
        return await Reading.OfAsync(
            name, () => stand.PostgresCpu() + CpuTime.OfEndedChildren(Environment.ProcessId), () => RunAsync(script, clients, length));
    }

    private async Task<Wrk.Load> RunAsync(string script, int clients, TimeSpan length)
    {
        var log = Path.Combine(stand.Directory, "pgbench-log");
        var server = new NpgsqlConnectionStringBuilder(stand.Platform.DatabaseOf(service));
        var start = new ProcessStartInfo("pgbench", [
            "-n", "-M", "prepared", "-j", "1", "-c", clients.ToString(CultureInfo.InvariantCulture), "-T", length.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            "-f", script, "-l", "--log-prefix", log, "-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, server.Database!])
        {
            RedirectStandardOutput = true,
            Environment = { ["PGPASSWORD"] = server.Password, ["PGOPTIONS"] = "-c jit=off" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var files = Directory.GetFiles(stand.Directory, "pgbench-log.*");
        var taken = files.SelectMany(File.ReadLines).Select(line => TimeSpan.FromMicroseconds(long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture))).Order().ToList();
        Array.ForEach(files, File.Delete);
        return process.ExitCode == 0 && Rate().Match(output) is { Success: true } rate && taken.Count > 0
            ? new(taken.Count, TimeSpan.FromSeconds(taken.Count / double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)), taken[taken.Count / 2], taken[taken.Count * 99 / 100])
            : throw new InvalidOperationException($"pgbench measured nothing: {output}");
    }

    [GeneratedRegex(@"^tps = ([0-9.]+) ", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
