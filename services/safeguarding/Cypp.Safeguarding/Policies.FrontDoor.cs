using Cypp.Access;

namespace Cypp.Safeguarding;

/// <summary>Who may do what in safeguarding: its names here, the rule of each in access-matrix.json.</summary>
internal static partial class Policies
{
    /// <summary>Whoever works with children may tell the front door; nobody needs a relationship for it (security.md 2.3).</summary>
    public static readonly Policy MakeContact = AccessMatrix.Of("Safeguarding_MakeContact");
    public static readonly Policy ReportPoliceIncident = AccessMatrix.Of("Safeguarding_ReportPoliceIncident");

    /// <summary>A teacher hands a concern in and cannot read it back: the school's designated lead answers for it.</summary>
    public static readonly Policy ReadContact = AccessMatrix.Of("Safeguarding_ReadContact");
    public static readonly Policy CheckForDanger = AccessMatrix.Of("Safeguarding_CheckForDanger");
    public static readonly Policy ListReferrals = AccessMatrix.Of("Safeguarding_ListReferrals");
    public static readonly Policy ReadReferral = AccessMatrix.Of("Safeguarding_ReadReferral");
    public static readonly Policy AcknowledgeReferral = AccessMatrix.Of("Safeguarding_AcknowledgeReferral");
    public static readonly Policy AcceptReferral = AccessMatrix.Of("Safeguarding_AcceptReferral");
    public static readonly Policy DeclineReferral = AccessMatrix.Of("Safeguarding_DeclineReferral");
    public static readonly Policy ReadCounts = AccessMatrix.Of("Safeguarding_ReadCounts");
    public static readonly Policy ReadInbox = AccessMatrix.Of("Safeguarding_ReadInbox");
    public static readonly Policy AcknowledgeNotice = AccessMatrix.Of("Safeguarding_AcknowledgeNotice");
}
