using Cypp.Contracts;

namespace Cypp.Access.Audit;

/// <summary>What a policy says about an act without being asked each time (AU-1).</summary>
internal static class AuditGrounds
{
    /// <summary>The basis of child protection rests on DPA 2018 Schedule 1 paragraph 18; all else here is public task.</summary>
    public static string BasisOf(string purpose) => purpose == Purposes.Safeguarding ? LawfulBases.Safeguarding : LawfulBases.PublicTask;
}
