namespace Cypp.Messaging;

/// <summary>Names of streams: <c>publisher/kind-of-thing/key</c>.</summary>
public static class Streams
{
    /// <param name="key">The child's id or, where there is none, the match's or agency's.</param>
    public static string Of(string kind, Guid key) => $"{kind}/{key:n}";

    public static Guid KeyOf(string stream) => Guid.ParseExact(stream.AsSpan(stream.LastIndexOf('/') + 1), "n");

    /// <returns>Publisher and kind of thing; empty when it is no stream's name.</returns>
    public static string KindOf(string stream) => stream.LastIndexOf('/') is > 0 and var end ? stream[..end] : "";
}
