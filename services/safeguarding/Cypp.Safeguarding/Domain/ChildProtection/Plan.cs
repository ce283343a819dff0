using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

internal static class PlanTypes
{
    public const string ChildProtection = "child-protection";
    public const string ChildInNeed = "child-in-need";
}

/// <summary>
/// A child's plan: child protection or child in need (Children Act 1989 s47, s17). A child has at most one open, so
/// the two are never open together (census rules 4001, 4003).
/// </summary>
internal sealed class Plan : Aggregate
{
    /// <summary>Working days from the conference to the core group's first meeting (Working Together 2015).</summary>
    public const int WorkingDaysToCoreGroup = 10;

    private const int MonthsToFirstReview = 3;
    private const int MonthsToNextReview = 6;

    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public string Type { get; private init; } = "";
    public DateOnly StartedOn { get; private init; }
    public DateOnly? EndedOn { get; private set; }
    public string? EndReason { get; private set; }
    public string? FamilysPartInEnd { get; private set; }
    public ChildsVoice VoiceAtEnd { get; private set; } = new(null, null);
    public string Detail { get; private set; } = "";
    public string FamilysPart { get; private set; } = "";
    public ChildsVoice Voice { get; private set; } = new(null, null);
    public string? CategoryOfAbuse { get; private set; }
    public IReadOnlyList<CoreGroupMember> CoreGroup { get; private set; } = [];
    public DateOnly? FirstCoreGroupDueOn { get; private init; }
    public DateOnly? ReviewDueOn { get; private set; }

    public bool IsOpen => EndedOn is null;

    public bool IsProtection => Type == PlanTypes.ChildProtection;

    public static Plan StartProtection(
        Guid referralId, Guid childId, DateOnly conferenceOn, string category, string detail, string familysPart, ChildsVoice voice,
        IReadOnlyList<CoreGroupMember> coreGroup, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            ChildId = childId,
            Type = PlanTypes.ChildProtection,
            StartedOn = conferenceOn,
            CategoryOfAbuse = category,
            Detail = detail,
            FamilysPart = familysPart,
            Voice = voice,
            CoreGroup = coreGroup,
            FirstCoreGroupDueOn = WorkingDays.After(conferenceOn, WorkingDaysToCoreGroup),
            ReviewDueOn = conferenceOn.AddMonths(MonthsToFirstReview),
        };

    public static Plan StartInNeed(
        Guid referralId, Guid childId, DateOnly startedOn, string detail, string familysPart, ChildsVoice voice, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            ChildId = childId,
            Type = PlanTypes.ChildInNeed,
            StartedOn = startedOn,
            Detail = detail,
            FamilysPart = familysPart,
            Voice = voice,
        };

    /// <summary>A review conference keeps the plan: reviewed again within six months.</summary>
    public Error? ContinueAfterReview(DateOnly reviewedOn, string? category, string detail, string familysPart, ChildsVoice voice, IReadOnlyList<CoreGroupMember>? coreGroup)
    {
        if (CannotChangeOn(reviewedOn) is { } error)
        {
            return error;
        }

        (Detail, FamilysPart, Voice, ReviewDueOn) = (detail, familysPart, voice, reviewedOn.AddMonths(MonthsToNextReview));
        CategoryOfAbuse = category ?? CategoryOfAbuse;
        CoreGroup = coreGroup ?? CoreGroup;
        Touch();
        return null;
    }

    public Error? End(DateOnly endedOn, string reason, string? familysPart, ChildsVoice voice)
    {
        if ((CannotChangeOn(endedOn) ?? voice.IsMissing() ?? Assessment.FamilysPartMissing(familysPart)) is { } error)
        {
            return error;
        }

        (EndedOn, EndReason, FamilysPartInEnd, VoiceAtEnd, ReviewDueOn) = (endedOn, reason, familysPart, voice, null);
        Touch();
        return null;
    }

    // A protection plan does not start and end on one day (census rule 8840); a child-in-need plan may, when a conference replaces it.
    private Error? CannotChangeOn(DateOnly day) => !IsOpen
        ? ProtectionErrors.PlanEnded
        : day < StartedOn || (IsProtection && day == StartedOn) ? ProtectionErrors.BeforePlan : null;
}
