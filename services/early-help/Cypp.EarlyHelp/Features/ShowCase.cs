using Cypp.Access;
using Cypp.EarlyHelp.Domain;

namespace Cypp.EarlyHelp.Features;

/// <summary>A case as its reader may see it. Adults' factors and the assessment are the lead agency's; a school sees its own pupil's words.</summary>
internal static class ShowCase
{
    public sealed record Response(
        Guid CaseId, Guid FamilyId, string Status, Guid LeadAgencyId, Guid LeadPractitionerId, DateOnly OpenedOn, DateOnly? ClosedOn,
        IReadOnlyList<MemberView> Members, IReadOnlyList<WordsView> Words, IReadOnlyList<TeamView> Team, AssessmentView? Assessment, PlanView? Plan);

    public sealed record MemberView(Guid ChildId, MemberState State, Guid? StepUpId, string? StepUpDeclinedReason);

    public sealed record WordsView(Guid ChildId, string Words, DateOnly HeardOn);

    public sealed record TeamView(Guid AgencyId, Guid? PractitionerId, string Capacity);

    public sealed record AssessmentView(string Analysis, IReadOnlyList<ChildNeed> Needs, IReadOnlyList<AdultFactor> AdultFactors, string FamilysPart, DateOnly CompletedOn);

    /// <param name="FactorsWithoutAction">Null for readers who may not know adults' factors.</param>
    public sealed record PlanView(IReadOnlyList<GoalView> Goals, IReadOnlyList<FactorWithoutAction>? FactorsWithoutAction);

    public sealed record GoalView(Guid GoalId, string FamilysWords, string Action, string ByWhom, DateOnly DueOn, AdultFactor? AdultFactor, DateOnly? MetOn);

    /// <param name="ownPupils">Children of the case on the reader's school roll.</param>
    public static Response To(EarlyHelpCase one, CurrentPractitioner reader, IReadOnlySet<Guid> ownPupils)
    {
        var leads = reader.AgencyId == one.LeadAgencyId;
        var isSchool = reader.AgencyType == "school";
        return new(
            one.Id, one.FamilyId, one.IsOpen ? "open" : "closed", one.LeadAgencyId, one.LeadPractitionerId, one.OpenedOn, one.ClosedOn,
            [.. one.Members.Where(member => !isSchool || ownPupils.Contains(member.ChildId))
                .Select(member => new MemberView(member.ChildId, member.State, member.StepUpId, leads ? member.StepUpDeclinedReason : null))],
            [.. one.Words.Where(words => !isSchool || ownPupils.Contains(words.ChildId)).Select(words => new WordsView(words.ChildId, words.Words, words.HeardOn))],
            [.. one.Team.Select(member => new TeamView(member.AgencyId, member.PractitionerId, member.Capacity))],
            leads && one.Assessment is { } assessed
                ? new(assessed.Analysis, assessed.Needs, assessed.AdultFactors, assessed.FamilysPart, assessed.CompletedOn)
                : null,
            one.Goals.Count == 0 && one.FactorsWithoutAction.Count == 0
                ? null
                : new([.. one.Goals.Where(goal => leads || goal.Factor is null).OrderBy(goal => goal.Id).Select(goal => Show(goal, leads))], leads ? one.FactorsWithoutAction : null));
    }

    private static GoalView Show(Goal goal, bool leads) => new(
        goal.Id, goal.FamilysWords, goal.Action, goal.ByWhom, goal.DueOn,
        leads && goal.Factor is not null ? new AdultFactor(goal.FactorAdultId!.Value, goal.Factor) : null, goal.MetOn);
}
