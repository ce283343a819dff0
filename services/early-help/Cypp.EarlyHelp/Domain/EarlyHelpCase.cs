using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

/// <summary>One early help case of a family, with its children as members (plan p9: think family, work family).</summary>
internal sealed partial class EarlyHelpCase : Aggregate
{
    private readonly List<CaseMember> _members = [];
    private readonly List<TeamMember> _team = [];
    private readonly List<ChildWords> _words = [];
    private readonly List<Goal> _goals = [];

    public Guid FamilyId { get; private set; }
    public Guid LeadAgencyId { get; private set; }
    public Guid LeadPractitionerId { get; private set; }
    public string? Cluster { get; private set; }
    public DateOnly OpenedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public string? ClosureReason { get; private set; }
    public Agreement Agreement { get; private set; } = new();
    public Assessment? Assessment { get; private set; }
    public IReadOnlyList<FactorWithoutAction> FactorsWithoutAction { get; private set; } = [];
    public IReadOnlyList<CaseMember> Members => _members;
    public IReadOnlyList<TeamMember> Team => _team;
    public IReadOnlyList<ChildWords> Words => _words;
    public IReadOnlyList<Goal> Goals => _goals;
    public bool IsOpen => ClosedOn is null;

    public static (EarlyHelpCase? Opened, Error? Why) Open(
        Guid familyId, IEnumerable<Guid> childIds, Agreement agreement, Guid agencyId, Guid practitionerId, string? cluster, DateOnly today, DateTimeOffset now)
    {
        if (agreement.AgreedByAdultIds.Count == 0)
        {
            return (null, CaseErrors.AgreementMissing);
        }

        if (agreement.AgreedOn > today)
        {
            return (null, CaseErrors.AgreementInFuture);
        }

        var opened = new EarlyHelpCase
        {
            Id = Guid.CreateVersion7(now),
            FamilyId = familyId,
            LeadAgencyId = agencyId,
            LeadPractitionerId = practitionerId,
            Cluster = cluster,
            OpenedOn = today,
            Agreement = agreement,
        };
        opened._members.AddRange(childIds.Distinct().Select(child => new CaseMember { Id = Guid.CreateVersion7(now), ChildId = child }));
        return (opened, null);
    }

    public Error? AddToTeam(Guid agencyId, Guid? practitionerId, string capacity, DateTimeOffset now)
    {
        if (_team.Any(member => member.AgencyId == agencyId && member.PractitionerId == practitionerId))
        {
            return CaseErrors.AlreadyInTeam;
        }

        _team.Add(new TeamMember { Id = Guid.CreateVersion7(now), AgencyId = agencyId, PractitionerId = practitionerId, Capacity = capacity });
        return Change();
    }

    public Error? Hear(Guid childId, string words, DateOnly heardOn, DateOnly today, DateTimeOffset now)
    {
        if (Member(childId) is null)
        {
            return CaseErrors.ChildNotInCase;
        }

        if (heardOn > today)
        {
            return CaseErrors.DateInFuture with { Field = "heardOn" };
        }

        _words.Add(new ChildWords { Id = Guid.CreateVersion7(now), ChildId = childId, Words = words, HeardOn = heardOn });
        return Change();
    }

    public Error? Assess(Assessment assessment, DateOnly today)
    {
        if (Assessment is not null)
        {
            return CaseErrors.AssessmentThere;
        }

        if (assessment.CompletedOn > today)
        {
            return CaseErrors.DateInFuture with { Field = "completedOn" };
        }

        if (assessment.Needs.Any(need => Member(need.ChildId) is null))
        {
            return CaseErrors.ChildNotInCase;
        }

        if (assessment.AdultFactors.Any(factor => !Codes.AdultFactors.Contains(factor.Factor)))
        {
            return CaseErrors.FactorUnknown;
        }

        Assessment = assessment;
        return Change();
    }

    /// <summary>
    /// Think-family gate (domain 11): every adult's factor has an action in the plan, or a reason why not. Goals that are
    /// met stay what they are; the others are replaced.
    /// </summary>
    public Error? Plan(IReadOnlyList<Goal> goals, IReadOnlyList<FactorWithoutAction> withoutAction)
    {
        if (Assessment is null)
        {
            return CaseErrors.AssessmentMissing;
        }

        var next = _goals.Where(goal => goal.MetOn is not null).Concat(goals).ToList();
        var answered = next.Where(goal => goal.Factor is not null).Select(goal => new AdultFactor(goal.FactorAdultId!.Value, goal.Factor!))
            .Concat(withoutAction.Select(without => new AdultFactor(without.AdultId, without.Factor))).ToList();
        if (answered.Except(Assessment.AdultFactors).Any())
        {
            return CaseErrors.FactorNotAssessed;
        }

        if (Assessment.AdultFactors.Except(answered).Any())
        {
            return CaseErrors.FactorUnanswered;
        }

        _goals.RemoveAll(goal => goal.MetOn is null);
        _goals.AddRange(goals);
        FactorsWithoutAction = withoutAction;
        return Change();
    }

    public Error? MeetGoal(Guid goalId, DateOnly metOn, string evidence, DateOnly today)
    {
        var goal = _goals.SingleOrDefault(goal => goal.Id == goalId);
        if (goal is null || goal.MetOn is not null || metOn > today)
        {
            return goal is null ? CaseErrors.GoalUnknown : goal.MetOn is not null ? CaseErrors.GoalMet : CaseErrors.DateInFuture;
        }

        goal.Meet(metOn, evidence);
        return Change();
    }

    public CaseMember? Member(Guid childId) => _members.SingleOrDefault(member => member.ChildId == childId);

    private Error? Change()
    {
        if (!IsOpen)
        {
            return CaseErrors.CaseClosed;
        }

        Touch();
        return null;
    }
}
