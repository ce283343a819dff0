using System.Diagnostics;

namespace Cypp.Testing.Servers;

/// <summary>A program that is run to its end.</summary>
internal sealed record Command(string Program)
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The whole environment; null keeps the caller's.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    public string? Folder { get; init; }

    public string Input { get; init; } = "";

    /// <summary>Standard output; a status other than 0 throws with what was said.</summary>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var answer = await AnswerAsync(ct);
        return answer.Status == 0
            ? answer.Output
            : throw new InvalidOperationException(
                $"{Program} ended with status {answer.Status}: {answer.Output}{answer.Errors}".TrimEnd());
    }

    public async Task<CommandAnswer> AnswerAsync(CancellationToken ct)
    {
        using var process = Process.Start(StartInfo())
            ?? throw new InvalidOperationException($"{Program} did not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await WriteInputAsync(process, ct);
            await process.WaitForExitAsync(ct);
            return new CommandAnswer(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task WriteInputAsync(Process process, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its status and its words tell why.
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder ?? "",
        };
        info.ReplaceEnvironment(Variables);
        return info;
    }
}

internal sealed record CommandAnswer(int Status, string Output, string Errors);
