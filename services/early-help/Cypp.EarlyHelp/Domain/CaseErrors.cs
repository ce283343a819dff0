using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

internal static class CaseErrors
{
    public static readonly Error CaseClosed = new ConflictError("case-closed", "The case is closed.");
    public static readonly Error FamilyHasOpenCase = new ConflictError("family-has-open-case", "The family has an open case already: there is one a family.");
    public static readonly Error ChildNotInFamily = new UnprocessableError("child-not-in-family", "The index knows this child in another family.", "childIds");
    public static readonly Error ChildNotInCase = new UnprocessableError("child-not-in-case", "The child is not a member of this case.", "childId");
    public static readonly Error AlreadySteppedUp = new ConflictError("already-stepped-up", "The child is stepped up already.");
    public static readonly Error StepUpOpen = new ConflictError("step-up-open", "A child's step-up is not decided yet, or social work leads for the child.");
    public static readonly Error AlreadyInTeam = new ConflictError("already-in-team", "They are in the team around the family already.");
    public static readonly Error GoalsNotMet = new ConflictError("goals-not-met", "A case closes as goals-met when it has a plan and each of its goals is met.");
    public static readonly Error AgreementMissing = new InvalidError("agreement-missing", "At least one adult's agreement to take part is needed.", "agreement");
    public static readonly Error AgreementInFuture = new InvalidError("date-in-future", "The date lies in the future.", "agreement.agreedOn");
    public static readonly Error DateInFuture = new InvalidError("date-in-future", "The date lies in the future.");
    public static readonly Error DateInPast = new InvalidError("date-in-past", "The date lies in the past.");
    public static readonly Error AssessmentMissing = new ConflictError("assessment-missing", "A plan follows an early help assessment.");
    public static readonly Error AssessmentThere = new ConflictError("assessment-already-completed", "The family has an early help assessment already: there is one.");
    public static readonly Error FactorUnknown = new InvalidError("factor-unknown", "That is no factor of an adult.", "adultFactors");
    public static readonly Error FactorNotAssessed = new UnprocessableError("factor-not-assessed", "The factor is not in the assessment.");
    public static readonly Error FactorUnanswered = new UnprocessableError("adult-factor-unanswered", "An adult's factor has neither an action nor a reason why there is none.");
    public static readonly Error ChildsViewMissing = new UnprocessableError("childs-view-missing", "Each child's view, or why it was not heard, and what was done about it are needed.", "childViews");
    public static readonly Error GoalUnknown = new NotFoundError();
    public static readonly Error GoalMet = new ConflictError("goal-already-met", "The goal is met already.");
    public static readonly Error PlanMissing = new ConflictError("plan-missing", "There is no plan yet.");
    public static readonly Error AdultNotToBeTold = new ConflictError("adult-not-to-be-told", "This adult must not be told about a child of the case.");
    public static readonly Error AdultNotInFamily = new UnprocessableError("adult-not-in-family", "The adult is not known to belong to the family.", "adultId");
    public static readonly Error CodeUnknown = new InvalidError("code-unknown", "That code is not known.");
    public static readonly Error PromptNotOpen = new ConflictError("prompt-not-open", "The prompt is answered or withdrawn.");
    public static readonly Error ReasonMissing = new InvalidError("reason-missing", "A conversation that was not held needs its reason.", "reasonNotHeld");
    public static readonly Error NobodySpokenWith = new InvalidError("nobody-spoken-with", "A conversation was held with the child, with an adult, or with both.", "spokenWithAdultIds");
    public static readonly Error NotHeldSaysNothing = new InvalidError("conversation-not-held", "A conversation that was not held has a reason, and nothing else.", "held");
    public static readonly Error WordsMissing = new InvalidError("childs-words-missing", "The child's words are needed where the child was spoken with.", "childWords");
    public static readonly Error StepDownDecided = new ConflictError("step-down-decided", "The step-down is accepted or declined already.");
    public static readonly Error NoCaseToReopen = new ConflictError("no-case-to-reopen", "There is no early help case of this child to open again.");
    public static readonly Error NotAgreed = new UnprocessableError("conversation-without-agreement", "The family did not agree in that conversation.", "conversationId");
}
