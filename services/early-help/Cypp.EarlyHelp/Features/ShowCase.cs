using Cypp.EarlyHelp.Domain;

namespace Cypp.EarlyHelp.Features;

/// <summary>A case as its reader may see it.</summary>
internal static class ShowCase
{
    /// <param name="Agreement">Null for readers outside the lead agency, as is the assessment.</param>
    public sealed record Response(
        Guid CaseId, Guid FamilyId, string Status, Guid LeadAgencyId, Guid LeadPractitionerId, DateOnly OpenedOn, DateOnly? ClosedOn,
        AgreementView? Agreement, IReadOnlyList<MemberView> Members, IReadOnlyList<WordsView> Words, IReadOnlyList<TeamView> Team,
        AssessmentView? Assessment, PlanView? Plan);

    public sealed record AgreementView(IReadOnlyList<Guid> AgreedByAdultIds, string Text, string Scope, DateOnly AgreedOn);

    /// <param name="SocialWorkerId">Who leads for this child while it is handed over.</param>
    /// <param name="SocialWorkPlan">Type, dates and whom to ring; null without an open plan.</param>
    /// <param name="Closing">The child's view at the end, and what came of it.</param>
    public sealed record MemberView(
        Guid ChildId, MemberState State, Guid? StepUpId, string? StepUpDeclinedReason, Guid? SocialWorkerId, SocialWorkPlanView? SocialWorkPlan, ClosingView? Closing);

    public sealed record SocialWorkPlanView(string PlanType, DateOnly StartedOn, string OfficePhone, string OutOfHoursPhone);

    public sealed record ClosingView(string? Words, string? ReasonNotHeard, string WhatWasDone);

    public sealed record WordsView(Guid ChildId, string Words, DateOnly HeardOn);

    public sealed record TeamView(Guid AgencyId, Guid? PractitionerId, string Capacity);

    public sealed record AssessmentView(string Analysis, IReadOnlyList<ChildNeed> Needs, IReadOnlyList<AdultFactor> AdultFactors, string FamilysPart, DateOnly CompletedOn);

    /// <param name="FactorsWithoutAction">Null for readers who may not know adults' factors.</param>
    public sealed record PlanView(IReadOnlyList<GoalView> Goals, IReadOnlyList<FactorWithoutAction>? FactorsWithoutAction);

    public sealed record GoalView(
        Guid GoalId, string FamilysWords, string Action, string ByWhom, DateOnly DueOn, AdultFactor? AdultFactor, DateOnly? MetOn, string? Evidence);

    public static Response To(EarlyHelpCase one, CaseSight sight) => new(
        one.Id, one.FamilyId, one.IsOpen ? "open" : "closed", one.LeadAgencyId, one.LeadPractitionerId, one.OpenedOn, one.ClosedOn,
        sight.Leads ? new(one.Agreement.AgreedByAdultIds, one.Agreement.Text, one.Agreement.Scope, one.Agreement.AgreedOn) : null,
        [.. one.Members.Where(member => sight.Children.Contains(member.ChildId)).Select(member => Show(member, sight))],
        [.. one.Words.Where(words => sight.Children.Contains(words.ChildId)).Select(words => new WordsView(words.ChildId, words.Words, words.HeardOn))],
        [.. one.Team.Where(member => !sight.HiddenAgencies.Contains(member.AgencyId)).Select(member => new TeamView(member.AgencyId, member.PractitionerId, member.Capacity))],
        sight.Leads && one.Assessment is { } assessed
            ? new(assessed.Analysis, [.. assessed.Needs.Where(need => sight.Children.Contains(need.ChildId))], assessed.AdultFactors, assessed.FamilysPart, assessed.CompletedOn)
            : null,
        one.Goals.Count == 0 && one.FactorsWithoutAction.Count == 0
            ? null
            : new(
                [.. one.Goals.Where(goal => sight.Leads || goal.Factor is null).OrderBy(goal => goal.Id).Select(goal => Show(goal, sight.Leads))],
                sight.Leads ? one.FactorsWithoutAction : null));

    private static MemberView Show(CaseMember member, CaseSight sight) => new(
        member.ChildId, member.State, member.StepUpId, sight.Leads ? member.StepUpDeclinedReason : null, member.SocialWorkerId,
        sight.Plans.FirstOrDefault(plan => plan.ChildId == member.ChildId) is { } plan
            ? new(plan.PlanType, plan.StartedOn, plan.OfficePhone, plan.OutOfHoursPhone)
            : null,
        member.WhatWasDone is { } done ? new(member.ClosingWords, member.ReasonNotHeard, done) : null);

    private static GoalView Show(Goal goal, bool leads) => new(
        goal.Id, goal.FamilysWords, goal.Action, goal.ByWhom, goal.DueOn,
        leads && goal.Factor is not null ? new AdultFactor(goal.FactorAdultId!.Value, goal.Factor) : null, goal.MetOn, goal.Evidence);
}
