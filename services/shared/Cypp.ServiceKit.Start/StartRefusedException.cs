namespace Cypp.ServiceKit.Start;

/// <summary>A program may not go on with what it has found; the message says why, in words for an operator.</summary>
/// <param name="mayPass">The same may succeed later, with nothing changed.</param>
public sealed class StartRefusedException(string message, bool mayPass = false) : Exception(message)
{
    public bool MayPass => mayPass;
}
