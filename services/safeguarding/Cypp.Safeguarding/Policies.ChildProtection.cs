using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Safeguarding;

internal static partial class Policies
{
    /// <summary>Those who work on an accepted referral, and the chair of its conference.</summary>
    public static readonly IReadOnlyList<string> WorkOnCase =
        [Roles.SocialWorker, Roles.SocialWorkManager, Roles.SeniorManager, Roles.ConferenceChair];

    /// <summary>Those who may be members of a discussion, a conference or a core group.</summary>
    private static readonly string[] Members =
    [
        Roles.SchoolLead, Roles.LeadPractitioner, Roles.HealthVisitor, Roles.Police, Roles.EducationSafeguardingLead, .. WorkOnCase,
    ];

    /// <summary>The allocated social worker only: it is that person's own analysis.</summary>
    public static readonly Policy CompleteAssessment = new("Safeguarding_CompleteAssessment", Purposes.Safeguarding, Roles.SocialWorker);
    public static readonly Policy HoldStrategyDiscussion = new(
        "Safeguarding_HoldStrategyDiscussion", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy ReadStrategyDiscussion = new(
        "Safeguarding_ReadStrategyDiscussion", Purposes.Safeguarding, [.. Members, Roles.EmergencyDepartment]);

    public static readonly Policy ConcludeSection47 = new(
        "Safeguarding_ConcludeSection47", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy ScheduleConference = new(
        "Safeguarding_ScheduleConference", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy ReadConference = new("Safeguarding_ReadConference", Purposes.Safeguarding, Members);
    public static readonly Policy InviteToConference = new(
        "Safeguarding_InviteToConference", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager, Roles.ConferenceChair);

    /// <summary>The named chair alone: independent of the case (Working Together 2015, chapter 1).</summary>
    public static readonly Policy RecordConference = new("Safeguarding_RecordConference", Purposes.Safeguarding, Roles.ConferenceChair);

    /// <summary>Anyone who knows the child sees the flag; the handler shows the whole plan to few of them.</summary>
    public static readonly Policy ReadPlan = new("Safeguarding_ReadPlan", Purposes.Safeguarding, Partners);
    public static readonly Policy HoldCoreGroup = new(
        "Safeguarding_HoldCoreGroup", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy StartChildInNeedPlan = new(
        "Safeguarding_StartChildInNeedPlan", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy EndChildInNeedPlan = new(
        "Safeguarding_EndChildInNeedPlan", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy OfferFamilyGroupConference = new(
        "Safeguarding_OfferFamilyGroupConference", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    public static readonly Policy ReadFamilyGroupConference = new(
        "Safeguarding_ReadFamilyGroupConference", Purposes.Safeguarding,
        Roles.SocialWorker, Roles.SocialWorkManager, Roles.SeniorManager, Roles.FamilyGroupConferenceCoordinator);

    public static readonly Policy HoldFamilyGroupConference = new(
        "Safeguarding_HoldFamilyGroupConference", Purposes.Safeguarding, Roles.SocialWorker, Roles.FamilyGroupConferenceCoordinator);

    /// <summary>A named senior, so that nobody excuses their own case (plan page 5).</summary>
    public static readonly Policy ExceptFromFamilyGroupConference = new(
        "Safeguarding_ExceptFromFamilyGroupConference", Purposes.Safeguarding, Roles.SeniorManager);

    /// <summary>They record that an emergency power was used, before anyone is allocated; nothing that is planned.</summary>
    public static readonly IReadOnlyList<string> OutsideTheCase = [Roles.OutOfHours, Roles.DutyAndAdvice];

    public static readonly Policy TakeLegalStep = new(
        "Safeguarding_TakeLegalStep", Purposes.Safeguarding,
        [Roles.SocialWorker, Roles.SocialWorkManager, Roles.SeniorManager, .. OutsideTheCase]);

    public static readonly Policy ReadChildProtection = new("Safeguarding_ReadChildProtection", Purposes.Safeguarding, WorkOnCase);
    public static readonly Policy ProposeStepDown = new(
        "Safeguarding_ProposeStepDown", Purposes.Safeguarding, Roles.SocialWorker, Roles.SocialWorkManager);

    /// <summary>A senior outside the case commissions; the LSCB's auditor, another person, reads.</summary>
    public static readonly Policy CommissionAudit = new("Safeguarding_CommissionAudit", Purposes.Audit, Roles.SeniorManager);
    public static readonly Policy ReadCommissionedCase = new("Safeguarding_ReadCommissionedCase", Purposes.Audit, Roles.Auditor);
}
