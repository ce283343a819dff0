using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Health;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Features.ChildProtection;

namespace Cypp.Safeguarding;

public sealed partial class SafeguardingModule
{
    private static void AddChildProtection(IServiceCollection services) =>
        services.AddScoped<PlanMessages>().AddScoped<ConferenceDecisions>();

    private static void ConsumeForChildProtection(ConsumerList consumers)
    {
        consumers.Add<StepDownAccepted, OnStepDownAccepted>();
        consumers.Add<StepDownDeclined, OnStepDownDeclined>();
        consumers.Add<AlertViewed, OnAlertViewed>();
    }

    private static void MapChildProtection(RouteGroupBuilder group)
    {
        CompleteAssessment.Map(group);
        HoldStrategyDiscussion.Map(group);
        ReadStrategyDiscussion.Map(group);
        ConcludeSection47.Map(group);
        ReadChildProtection.Map(group);

        ScheduleConference.Map(group);
        ReadConference.Map(group);
        InviteToConference.Map(group);
        RecordConference.Map(group);

        ReadPlan.Map(group);
        HoldCoreGroup.Map(group);
        StartChildInNeedPlan.Map(group);
        EndChildInNeedPlan.Map(group);

        OfferFamilyGroupConference.Map(group);
        ReadFamilyGroupConference.Map(group);
        HoldFamilyGroupConference.Map(group);
        ExceptFromFamilyGroupConference.Map(group);
        TakeLegalStep.Map(group);

        ProposeStepDown.Map(group);
        CommissionAudit.Map(group);
        ReadCommissionedCase.Map(group);
    }
}
