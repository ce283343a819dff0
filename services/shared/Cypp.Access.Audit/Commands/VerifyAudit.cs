using System.Data.Common;
using System.Diagnostics;
using Cypp.Audit;

namespace Cypp.Access.Audit.Commands;

/// <summary><c>audit verify</c>: says what was found, place by place.</summary>
internal static class VerifyAudit
{
    private const int Tampered = 1;
    private const int Unreadable = 2;
    private const int NoWitness = 4;

    /// <returns>0 whole and witnessed; 1 tampered with; 2 it could not be read; 4 whole in itself, but no witness vouches for it.</returns>
    public static async Task<int> RunAsync(IAuditReader reader, string witnesses, string keys, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        AuditReport report;
        try
        {
            report = await reader.VerifyAsync(WitnessFiles.Read(witnesses, keys, reader.Service), cancellationToken);
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            await Console.Error.WriteLineAsync($"The audit of {reader.Service} could not be read, so nothing is known of it: its database does not answer, or not as it should.");
            return Unreadable;
        }

        foreach (var finding in report.Findings)
        {
            Console.WriteLine($"{finding.Kind} at {finding.Place?.ToString(null, null) ?? "no place"}{(finding.RowId is { } row ? $" (row {row})" : "")}: {finding.Text}");
        }

        Console.WriteLine($"{reader.Service}: {report.Size} rows sealed, {report.Waiting} waiting, {report.Findings.Count} findings, {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
        Console.WriteLine(report.Witnessed > 0
            ? $"The first {report.Witnessed} rows are as {string.Join(", ", report.Witnesses)} saw them."
            : "No witness vouches for any row: a cut or rewritten chain would not show.");
        if (report.Unproven > 0)
        {
            Console.WriteLine($"{report.Unproven} lines of the witness files are signed by no known key and prove nothing.");
        }

        return report.Findings.Count > 0 ? Tampered : report.Size > 0 && report.Witnessed == 0 ? NoWitness : 0;
    }
}
