namespace Cypp.Messaging;

/// <summary>Of what fails again and again, a server that is away among it, the first time is said, not every second.</summary>
public sealed class Outage
{
    private string? _failure;

    /// <summary>It went well.</summary>
    public void End() => _failure = null;

    /// <returns>Whether it is another failure than the last time, or the first after it went well.</returns>
    public bool Begins(Exception failure)
    {
        var name = failure.GetType().Name;
        var begins = name != _failure;
        _failure = name;
        return begins;
    }
}
