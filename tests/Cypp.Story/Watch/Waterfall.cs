using System.Globalization;
using System.Text;

namespace Cypp.Story.Watch;

/// <summary>A trace for a terminal: a line a span under the one that caused it, and when it was.</summary>
internal static class Waterfall
{
    private const int Width = 44;

    public static string Draw(IReadOnlyCollection<OtlpSpan> trace)
    {
        var (begin, end) = (trace.Min(span => span.Start), trace.Max(span => span.End));
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        var children = trace.Where(span => ids.Contains(span.ParentId)).OrderBy(span => span.Start).ToLookup(span => span.ParentId);
        var text = new StringBuilder();
        var services = trace.Select(span => span.Service).Distinct().Count();
        text.AppendLine(CultureInfo.InvariantCulture, $"trace {trace.First().TraceId}: {(end - begin) / 1e6:F0} ms, {trace.Count} spans, {services} services");
        foreach (var root in trace.Where(span => !ids.Contains(span.ParentId)).OrderBy(span => span.Start))
        {
            Draw(root, 0);
        }

        return text.ToString();

        void Draw(OtlpSpan span, int depth)
        {
            // Statements are many and short: they are counted with the span that made them.
            var statements = children[span.SpanId].Where(child => child.IsStatement).ToList();
            var more = statements.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  ({statements.Count} statements, {statements.Sum(one => one.Milliseconds):F1} ms)");
            text.AppendLine(CultureInfo.InvariantCulture, $"{span.Service,-13}|{BarOf(span)}|{span.Milliseconds,8:F1} ms  {new string(' ', 2 * depth)}{(span.HasFailed ? "! " : "")}{NameOf(span)}{more}");
            foreach (var child in children[span.SpanId].Except(statements))
            {
                Draw(child, depth + 1);
            }
        }

        string BarOf(OtlpSpan span)
        {
            var scale = Width / Math.Max(1d, end - begin);
            var from = Math.Min(Width - 1, (int)((span.Start - begin) * scale));
            var length = Math.Clamp((int)((span.End - span.Start) * scale), 1, Width - from);
            return new string(' ', from) + new string('=', length) + new string(' ', Width - from - length);
        }
    }

    private static string NameOf(OtlpSpan span) => span.Links.Count == 0 ? span.Name : $"{span.Name}  -> trace {span.Links[^1].TraceId[..8]}";
}
