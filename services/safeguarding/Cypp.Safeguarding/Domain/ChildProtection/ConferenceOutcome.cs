using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>What a conference decided for one child, with the child's voice.</summary>
internal sealed record ConferenceOutcome(
    Guid ChildId, string Outcome, string? CategoryOfAbuse, ChildsVoice Voice, IReadOnlyList<CoreGroupMember>? CoreGroup, string Detail)
{
    public const string ProtectionPlan = "protection-plan";
    public const string InNeedPlan = "child-in-need-plan";
    public const string EndPlan = "end-plan";
    public const string ContinuePlan = "continue-plan";
    public const string NoPlan = "no-plan";

    private static readonly HashSet<string> OfInitial = [ProtectionPlan, InNeedPlan, NoPlan];
    private static readonly HashSet<string> OfReview = [ContinuePlan, EndPlan, InNeedPlan];

    /// <summary>The child has no child protection plan after it.</summary>
    public bool LeavesNoProtectionPlan => Outcome is InNeedPlan or EndPlan or NoPlan;

    public Error? IsWrongFor(Conference conference)
    {
        if (!OfInitial.Contains(Outcome) && !OfReview.Contains(Outcome))
        {
            return ProtectionErrors.UnknownCode("outcomes");
        }

        if (!(conference.IsInitial ? OfInitial : OfReview).Contains(Outcome))
        {
            return ProtectionErrors.OutcomeNotPossible;
        }

        return CategoryIsWrong() ?? (Outcome == ProtectionPlan && CoreGroup is not { Count: > 0 } ? ProtectionErrors.CoreGroupMissing : null) ?? Voice.IsMissing();
    }

    private Error? CategoryIsWrong() => CategoryOfAbuse is null
        ? Outcome == ProtectionPlan ? ProtectionErrors.CategoryMissing : null
        : CinCodes.IsCategoryOfAbuse(CategoryOfAbuse) ? null : ProtectionErrors.UnknownCode("outcomes");
}
