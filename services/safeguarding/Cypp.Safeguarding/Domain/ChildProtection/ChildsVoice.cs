using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>The child's own words, or why they were not heard: in every plan, review and decision (voice gate).</summary>
internal sealed record ChildsVoice(string? Words, string? ReasonNotHeard)
{
    public const int Length = 2000;

    public bool WasHeard => !string.IsNullOrWhiteSpace(Words);

    /// <returns>Why this says nothing of the child, or null.</returns>
    public Error? IsMissing() => WasHeard || !string.IsNullOrWhiteSpace(ReasonNotHeard) ? null : ProtectionErrors.VoiceMissing;
}
