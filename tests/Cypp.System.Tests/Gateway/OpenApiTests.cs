using System.Diagnostics;
using Cypp.System.Tests.Architecture;

namespace Cypp.System.Tests.Gateway;

/// <summary>The committed descriptions are those of the code, and pass the linter.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Documents_PassTheLinter()
    {
        var tools = Path.Combine(Sources.Root, "tests", "tools");
        var start = new ProcessStartInfo(
            Path.Combine(tools, "node_modules", ".bin", "spectral"),
            ["lint", "--fail-severity", "warn", "--ruleset", Path.Combine(tools, "spectral.yaml"), Path.Combine(Sources.Root, "docs", "openapi", "*.json")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    [Fact]
    public async Task Documents_WrittenAtBuild_AreTheCommittedOnes()
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", Sources.Root, "status", "--porcelain", "--", "docs/openapi"]) { RedirectStandardOutput = true })!;
        var changed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", changed);
        Assert.Equal(7, Directory.GetFiles(Path.Combine(Sources.Root, "docs", "openapi"), "*.json").Length);
    }
}
