using System.Diagnostics;

namespace Cypp.ServiceKit.Hosting;

/// <summary>What was thrown, without what it says: types and stack, for logs and spans.</summary>
internal sealed class BareException(Exception thrown) : Exception(TypesOf(thrown))
{
    // One a process: every library that adds an exception to a span asks it.
    private static readonly ActivityListener InSpans = new()
    {
        ShouldListenTo = _ => true,
        ExceptionRecorder = (Activity _, Exception exception, ref TagList tags) =>
        {
            tags.Add("exception.message", TypesOf(exception));
            tags.Add("exception.stacktrace", exception.StackTrace);
        },
    };

    public override string? StackTrace => thrown.StackTrace;

    public static void UseInSpans() => ActivitySource.AddActivityListener(InSpans);

    public override string ToString() => $"{Message}{Environment.NewLine}{StackTrace}";

    private static string TypesOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.GetType()} <- {TypesOf(inner)}" : exception.GetType().ToString();
}
