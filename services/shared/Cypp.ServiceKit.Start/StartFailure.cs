using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Start;

/// <summary>
/// Why a program cannot start: one line that names the setting and holds no value of it, and an exit code. What is not known here is a
/// defect, and shows where it lies.
/// </summary>
public static partial class StartFailure
{
    // PostgreSQL's invalid authorization (class 28), no such database, no such right.
    private static readonly string[] Refusing = ["3D000", "42501"];

    // RabbitMQ's client is another project's.
    private static readonly string[] RefusedByBroker = ["AuthenticationFailureException", "PossibleAuthenticationFailureException", "OperationInterruptedException"];

    /// <returns>What the work returns, or the exit code of its failure.</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (Of(failure) is not null)
        {
            var (code, line) = Of(failure)!.Value;
            await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
            return code;
        }
    }

    /// <summary>Work with a server that a setting names: it may be away, or refuse.</summary>
    /// <exception cref="StartRefusedException">So it is.</exception>
    public static async Task WithServerAsync(string setting, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (Within(failure).Any(IsRefusal))
        {
            throw new StartRefusedException($"{setting}: the server refuses it.");
        }
        catch (Exception failure) when (Within(failure).Any(one => one is SocketException or TimeoutException or DbException { IsTransient: true }))
        {
            throw new StartRefusedException($"{setting}: the server does not answer.", mayPass: true);
        }
    }

    private static bool IsRefusal(Exception one) => RefusedByBroker.Contains(one.GetType().Name)
        || (one is DbException { SqlState: { } state } && (state.StartsWith("28", StringComparison.Ordinal) || Refusing.Contains(state)));

    private static (int Code, string Line)? Of(Exception failure) => failure switch
    {
        StartRefusedException { MayPass: true } => (1, $"Cannot go on: {failure.Message}"),
        StartRefusedException => Wrong(failure.Message),
        OptionsValidationException or AggregateException when Within(failure).OfType<OptionsValidationException>().ToList() is { Count: > 0 } wrong =>
            Wrong(string.Join(" ", wrong.SelectMany(one => one.Failures.Select(text => Named(one.OptionsType, text))))),
        IOException { InnerException: AddressInUseException } => (3, $"Cannot start: {failure.Message} Stop what listens there, or choose another address by --urls."),
        // Its words say the value too.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => Wrong($"{Setting().Match(failure.Message).Groups[1].Value} cannot be read."),
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } when failure.Message.Contains("HTTPS", StringComparison.Ordinal) =>
            Wrong("an https:// address needs a certificate, at Peers:Directory."),
        IOException or UnauthorizedAccessException => Wrong(failure.Message),
        _ => null,
    };

    private static (int, string) Wrong(string what) => (2, $"Cannot start: {what}");

    // The library's own words name the class and not the section.
    private static string Named(Type options, string failure)
    {
        var (section, found) = (options.GetField("Section")?.GetRawConstantValue(), Annotation().Match(failure));
        return !found.Success ? failure
            : found.Groups["error"].Value.StartsWith($"{section}:", StringComparison.Ordinal) ? found.Groups["error"].Value
            : $"{section}:{found.Groups["member"].Value}: {found.Groups["error"].Value}";
    }

    private static IEnumerable<Exception> Within(Exception failure) => failure switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Within),
        { InnerException: { } inner } => Within(inner).Prepend(failure),
        _ => [failure],
    };

    [GeneratedRegex(" at '([^']+)'")]
    private static partial Regex Setting();

    [GeneratedRegex("members: '(?<member>[^']*)' with the error: '(?<error>.*)'\\.$")]
    private static partial Regex Annotation();
}
