using System.Diagnostics;

namespace Cypp.Gateway;

/// <summary>
/// A trace starts at the edge: what a caller says of its own trace is kept as a link, never believed as the parent, or
/// callers could write into each other's traces (GW-8).
/// </summary>
internal sealed class OutsideTrace : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _inner = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => _inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => _inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    public static void Link(IHeaderDictionary headers, Activity? activity)
    {
        if (activity is not null && ActivityContext.TryParse(headers.TraceParent, null, out var outside))
        {
            activity.AddLink(new ActivityLink(outside));
        }
    }
}
