using Cypp.Access;
using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Messages;
using Cypp.Access.Restrictions;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Platform;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging.Consume;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Features;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Outcomes;

/// <summary>Outcomes: live counts for those responsible, and published figures of closed quarters. Two surfaces, never mixed.</summary>
public sealed class OutcomesModule : IServiceModule
{
    public string Name => "outcomes";

    public IServiceDatabase Database { get; } = new ServiceDatabase<OutcomesDb, OutcomesDbSqlite, OutcomesDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess().AddAuditChain<OutcomesDb>(Name, configuration)
            .AddRestrictionFeed<OutcomesDb>(Name, configuration).AddAuthority(configuration).AddValidation();
        services.AddOptions<OutcomesOptions>().Bind(configuration.GetSection(OutcomesOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
    }

    public void AddConsumers(ConsumerList consumers) => consumers
        .AddRestrictions<OutcomesDb>()
        .Add<ChildRecordChanged, OnMessage<ChildRecordChanged>>()
        .Add<EarlyHelpCaseOpened, OnMessage<EarlyHelpCaseOpened>>()
        .Add<EarlyHelpAssessmentCompleted, OnMessage<EarlyHelpAssessmentCompleted>>()
        .Add<EarlyHelpLeadHandedOver, OnMessage<EarlyHelpLeadHandedOver>>()
        .Add<StepDownAccepted, OnMessage<StepDownAccepted>>()
        .Add<EarlyHelpCaseClosed, OnMessage<EarlyHelpCaseClosed>>()
        .Add<ReferralReceived, OnMessage<ReferralReceived>>()
        .Add<ReferralDeclined, OnMessage<ReferralDeclined>>()
        .Add<ReferralClosed, OnMessage<ReferralClosed>>()
        .Add<ProtectionPlanStarted, OnMessage<ProtectionPlanStarted>>()
        .Add<ProtectionPlanEnded, OnMessage<ProtectionPlanEnded>>()
        .Add<ChildInNeedPlanStarted, OnMessage<ChildInNeedPlanStarted>>()
        .Add<ChildInNeedPlanEnded, OnMessage<ChildInNeedPlanEnded>>()
        .Add<AttendanceRecorded, OnMessage<AttendanceRecorded>>()
        .Add<AuditRootSealed, OnAuditRootSealed<OutcomesDb>>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
        ReadCounts.Map(group);
        ClosePeriod.Map(group);
        ReadScorecard.Map(group);
        ReplayProjection.Map(group);
        group.MapMessages<OutcomesDb>("Outcomes");
        group.MapAccessLog<OutcomesDb>("Outcomes");
    }
}
