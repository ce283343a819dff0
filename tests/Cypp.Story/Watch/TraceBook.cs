using System.Globalization;
using System.Text;

namespace Cypp.Story.Watch;

/// <summary>The traces of late, whole or not yet.</summary>
internal sealed class TraceBook
{
    private const int Most = 500;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (List<OtlpSpan> Spans, DateTimeOffset LastAt)> _traces = [];
    private readonly Queue<string> _order = new();

    public void Add(IEnumerable<OtlpSpan> spans, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var span in spans)
            {
                if (!_traces.TryGetValue(span.TraceId, out var trace))
                {
                    trace = ([], now);
                    _order.Enqueue(span.TraceId);
                }

                trace.Spans.Add(span);
                _traces[span.TraceId] = trace with { LastAt = now };
            }

            while (_order.Count > Most)
            {
                _traces.Remove(_order.Dequeue());
            }
        }
    }

    /// <param name="beginning">Of its id, or all of it.</param>
    public string? Draw(string beginning)
    {
        lock (_lock)
        {
            return _traces.Keys.FirstOrDefault(id => id.StartsWith(beginning, StringComparison.Ordinal)) is { } found ? Waterfall.Draw(_traces[found].Spans) : null;
        }
    }

    /// <summary>Requests of late to the gateway, the newest first.</summary>
    public string List()
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            foreach (var (id, root, spans) in Requests().Reverse().Take(40))
            {
                var services = spans.Select(span => span.Service).Distinct().Count();
                text.AppendLine(CultureInfo.InvariantCulture, $"{id}  {root.Milliseconds,8:F1} ms  {services} services  {root.Name}");
            }

            return text.ToString();
        }
    }

    /// <returns>Traces of requests that went on to other services and to which nothing is added any more.</returns>
    public IReadOnlyList<string> Whole(DateTimeOffset now, int services)
    {
        lock (_lock)
        {
            return [.. Requests().Where(one => _traces[one.Id].LastAt < now - Quiet && one.Spans.Select(span => span.Service).Distinct().Count() >= services).Select(one => one.Id)];
        }
    }

    private IEnumerable<(string Id, OtlpSpan Root, List<OtlpSpan> Spans)> Requests() =>
        from id in _order
        let spans = _traces[id].Spans
        let root = spans.Find(span => span is { ParentId: "", Kind: OtlpSpan.Server, Service: "gateway" })
        where root is not null
        select (id, root!, spans);
}
