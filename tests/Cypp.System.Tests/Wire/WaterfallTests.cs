using Cypp.Story.Watch;

namespace Cypp.System.Tests.Wire;

public sealed class WaterfallTests
{
    private static readonly Dictionary<string, string> Plain = [];

    [Fact]
    public void Trace_IsALineASpanUnderItsCause_WithStatementsCounted()
    {
        OtlpSpan[] trace =
        [
            Span("gateway", "1", "", 0, 100), Span("index", "2", "1", 50, 100),
            Span("index", "3", "2", 60, 70) with { Attributes = new Dictionary<string, string> { ["db.system.name"] = "postgresql" } },
            Span("health", "4", "2", 75, 100) with { Links = [("feedbeef00", "5")] },
        ];
        Assert.Equal(
            """
            trace aa: 100 ms, 4 spans, 3 services
            gateway      |============================================|   100.0 ms  1
            index        |                      ======================|    50.0 ms    2  (1 statements, 10.0 ms)
            health       |                                 ===========|    25.0 ms      4  -> trace feedbeef

            """,
            Waterfall.Draw(trace));
    }

    /// <summary>What the collector makes of a name, so do we.</summary>
    [Theory]
    [InlineData("cypp.outbox.age", "s", "Gauge", "cypp_outbox_age_seconds")]
    [InlineData("cypp.outbox.sent", "", "Counter", "cypp_outbox_sent_total")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "Counter", "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("db.client.operation.npgsql.bytes_read", "By", "Counter", "db_client_operation_npgsql_bytes_read_total")]
    [InlineData("http.server.active_requests", "{request}", "Gauge", "http_server_active_requests")]
    [InlineData("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds")]
    public void Name_IsTranslatedAsTheCollectorDoes(string name, string unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.Of(name, unit, Enum.Parse<MetricKind>(kind)));

    private static OtlpSpan Span(string service, string id, string parent, ulong from, ulong to) =>
        new(service, "aa", id, parent, id, OtlpSpan.Server, from * 1_000_000, to * 1_000_000, Plain, [], false);
}
