using Cypp.Access;

namespace Cypp.Safeguarding;

internal static partial class Policies
{
    /// <summary>Those who work on an accepted referral, and the chair of its conference.</summary>
    public static readonly IReadOnlyList<string> WorkOnCase =
        [Roles.SocialWorker, Roles.SocialWorkManager, Roles.SeniorManager, Roles.ConferenceChair];

    /// <summary>The allocated social worker only: it is that person's own analysis.</summary>
    public static readonly Policy CompleteAssessment = AccessMatrix.Of("Safeguarding_CompleteAssessment");
    public static readonly Policy HoldStrategyDiscussion = AccessMatrix.Of("Safeguarding_HoldStrategyDiscussion");
    public static readonly Policy ReadStrategyDiscussion = AccessMatrix.Of("Safeguarding_ReadStrategyDiscussion");
    public static readonly Policy ConcludeSection47 = AccessMatrix.Of("Safeguarding_ConcludeSection47");
    public static readonly Policy ScheduleConference = AccessMatrix.Of("Safeguarding_ScheduleConference");
    public static readonly Policy ReadConference = AccessMatrix.Of("Safeguarding_ReadConference");
    public static readonly Policy InviteToConference = AccessMatrix.Of("Safeguarding_InviteToConference");

    /// <summary>The named chair alone: independent of the case (Working Together 2015, chapter 1).</summary>
    public static readonly Policy RecordConference = AccessMatrix.Of("Safeguarding_RecordConference");

    /// <summary>Anyone who knows the child sees the flag; the handler shows the whole plan to few of them.</summary>
    public static readonly Policy ReadPlan = AccessMatrix.Of("Safeguarding_ReadPlan");
    public static readonly Policy HoldCoreGroup = AccessMatrix.Of("Safeguarding_HoldCoreGroup");
    public static readonly Policy StartChildInNeedPlan = AccessMatrix.Of("Safeguarding_StartChildInNeedPlan");
    public static readonly Policy EndChildInNeedPlan = AccessMatrix.Of("Safeguarding_EndChildInNeedPlan");
    public static readonly Policy OfferFamilyGroupConference = AccessMatrix.Of("Safeguarding_OfferFamilyGroupConference");
    public static readonly Policy ReadFamilyGroupConference = AccessMatrix.Of("Safeguarding_ReadFamilyGroupConference");
    public static readonly Policy HoldFamilyGroupConference = AccessMatrix.Of("Safeguarding_HoldFamilyGroupConference");

    /// <summary>A named senior, so that nobody excuses their own case (plan page 5).</summary>
    public static readonly Policy ExceptFromFamilyGroupConference = AccessMatrix.Of("Safeguarding_ExceptFromFamilyGroupConference");

    /// <summary>They record that an emergency power was used, before anyone is allocated; nothing that is planned.</summary>
    public static readonly IReadOnlyList<string> OutsideTheCase = [Roles.OutOfHours, Roles.DutyAndAdvice];

    public static readonly Policy TakeLegalStep = AccessMatrix.Of("Safeguarding_TakeLegalStep");
    public static readonly Policy ReadChildProtection = AccessMatrix.Of("Safeguarding_ReadChildProtection");
    public static readonly Policy ProposeStepDown = AccessMatrix.Of("Safeguarding_ProposeStepDown");

    /// <summary>A senior outside the case commissions; the LSCB's auditor, another person, reads.</summary>
    public static readonly Policy CommissionAudit = AccessMatrix.Of("Safeguarding_CommissionAudit");
    public static readonly Policy ReadCommissionedCase = AccessMatrix.Of("Safeguarding_ReadCommissionedCase");
}
