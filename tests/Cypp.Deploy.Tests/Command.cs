using System.ComponentModel;
using System.Diagnostics;

namespace Cypp.Deploy.Tests;

/// <summary>A program run to its end. One that is not there is a failure of the test.</summary>
internal static class Command
{
    public sealed record Result(int Code, string Out, string Error)
    {
        public Result Expect(int code)
        {
            Assert.True(Code == code, $"It ended with {Code}, not {code}: {Error}{Out}");
            return this;
        }
    }

    /// <param name="environment">Beside the test's own.</param>
    /// <param name="folder">Where it runs; the repository unless given.</param>
    public static Result Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        // A way that begins nowhere begins at the repository.
        var start = new ProcessStartInfo(program.Contains('/') ? Checkout.Path(program) : program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Checkout.Root };
        start.Environment["KUBECTL"] = Kubectl.Path;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new Result(process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is missing: ./test installs what the tests call.", missing);
        }
    }
}
