using System.Diagnostics.Metrics;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Those who are refused with 401 before anybody knows who they are. They are counted by what was wrong, and nothing of them
/// is kept: a row each would let anybody at all fill the trail.
/// </summary>
public sealed class UnknownCallers
{
    public const string Meter = "Cypp.Trust";
    public const string Instrument = "cypp.callers.unknown";
    public const string NoToken = "no-token";
    public const string InvalidToken = "invalid-token";
    public const string InvalidClient = "invalid-client";

    private readonly Counter<long> _refused;

    public UnknownCallers(IMeterFactory meters)
    {
        _refused = meters.Create(Meter).CreateCounter<long>(Instrument, description: "Requests refused before the caller was known");
        // From the start, or the first refusal would be a series' first value and no increase.
        Add(NoToken, 0);
        Add(InvalidToken, 0);
        Add(InvalidClient, 0);
    }

    public void Count(string code) => Add(code, 1);

    private void Add(string code, long refused) => _refused.Add(refused, new KeyValuePair<string, object?>("code", code));
}
