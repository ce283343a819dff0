using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

internal static class ProtectionErrors
{
    public static readonly Error VoiceMissing = new UnprocessableError(
        "voice-missing", "The child's words, or why they were not heard, are part of every plan, review and decision.", "childWords");
    public static readonly Error FamilysPartMissing = new UnprocessableError(
        "familys-part-missing", "The family's part is recorded in every plan and decision.", "familysPart");
    public static readonly Error SectorMissing = new UnprocessableError(
        "sector-missing", "A part of the partnership that must be there was not.", "attendees");
    public static readonly Error FactorsContradict = new UnprocessableError(
        "factors-contradict", "A factor is given twice, or beside \"none\".", "adultFactors");
    public static readonly Error AdultNotToBeTold = new ConflictError("adult-not-to-be-told", "This adult must not be told.");
    public static readonly Error AdultUnknown = new UnprocessableError("adult-unknown", "This adult is not related to the child.", "adultId");
    public static readonly Error NotWorkingDay = new UnprocessableError("not-a-working-day", "A conference is held on a working day.");

    public static readonly Error AssessmentAlreadyCompleted = new ConflictError("assessment-already-completed", "The assessment is completed.");
    public static readonly Error AssessmentNotCompleted = new ConflictError("assessment-not-completed", "The assessment is not completed.");
    public static readonly Error Section47NotStarted = new ConflictError("section-47-not-started", "No section 47 enquiry was started.");
    public static readonly Error Section47Open = new ConflictError("section-47-open", "A section 47 enquiry is open.");
    public static readonly Error Section47AlreadyConcluded = new ConflictError("section-47-already-concluded", "The section 47 enquiry is concluded.");
    public static readonly Error ConferenceNeedsSubstantiatedConcern = new UnprocessableError(
        "conference-needs-substantiated-concern", "Only a substantiated concern goes to a conference.", "conferenceNeeded");

    public static readonly Error ConferenceNotDecided = new ConflictError(
        "conference-not-decided", "No concluded section 47 enquiry of this referral asked for a conference.", "referralIds");
    public static readonly Error ConferenceLate = new UnprocessableError(
        "conference-late", "The conference is later than the statutory limit; record why in lateReason.", "scheduledFor");
    public static readonly Error ConferenceAlreadyRecorded = new ConflictError("conference-already-recorded", "The conference is recorded.");
    public static readonly Error ChairNotIndependent = new ConflictError(
        "chair-not-independent", "The chair holds or decided a case of one of these children.", "chairId");
    public static readonly Error OutcomesIncomplete = new UnprocessableError(
        "outcomes-incomplete", "Every child of the conference has exactly one outcome.", "outcomes");
    public static readonly Error OutcomeNotPossible = new UnprocessableError(
        "outcome-not-possible", "A conference of this kind cannot decide this.", "outcomes");
    public static readonly Error CategoryMissing = new UnprocessableError(
        "category-of-abuse-missing", "A child protection plan names one category of abuse.", "outcomes");
    public static readonly Error CoreGroupMissing = new UnprocessableError(
        "core-group-missing", "A child protection plan names its core group.", "outcomes");

    public static readonly Error NoProtectionPlan = new ConflictError("no-protection-plan", "The child has no open child protection plan.");
    public static readonly Error ProtectionPlanOpen = new ConflictError("protection-plan-open", "The child has an open child protection plan.");
    public static readonly Error InNeedPlanOpen = new ConflictError("child-in-need-plan-open", "The child has an open child-in-need plan.");
    public static readonly Error NoInNeedPlan = new ConflictError("no-child-in-need-plan", "The child has no open child-in-need plan.");
    public static readonly Error PlanEnded = new ConflictError("plan-ended", "The plan has ended.");
    public static readonly Error BeforePlan = new UnprocessableError("before-plan", "A plan changes or ends after it started.");

    public static readonly Error StepDownNotAgreed = new ConflictError("not-agreed-with-family", "A step-down is agreed with the family.", "agreedWithFamily");
    public static readonly Error StepDownAlreadyProposed = new ConflictError("step-down-already-proposed", "A step-down waits for early help.");
    public static readonly Error StepDownDecided = new ConflictError("step-down-decided", "The step-down is decided.");

    public static readonly Error CommissionNeedsSecondPerson = new ConflictError(
        "commission-needs-second-person", "Who commissions an audit does not carry it out.", "auditorId");
    public static readonly Error CommissionDatesImpossible = new InvalidError(
        "commission-dates-impossible", "A commission runs from a day to a later one, ends in the future, and lasts at most three months.", "to");

    public static Error UnknownCode(string field) => new InvalidError("unknown-code", "The code is not on the list.", field);

    /// <summary>Nothing is recorded before the referral or thing it belongs to, nor in advance (census rules 1103, 1105, 2889).</summary>
    public static Error? DayIsImpossible(string field, DateOnly day, DateOnly notBefore, DateOnly today) =>
        day < notBefore || day > today ? new InvalidError("day-impossible", "The day lies before what it belongs to, or ahead.", field) : null;
}
