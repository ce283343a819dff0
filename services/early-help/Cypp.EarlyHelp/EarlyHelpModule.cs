using Cypp.Access;
using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Inbox;
using Cypp.Access.Messages;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Platform;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Features;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.EarlyHelp;

/// <summary>Early help: right conversations, one case a family, its plan, step-up and step-down.</summary>
public sealed class EarlyHelpModule : IServiceModule
{
    public string Name => "early-help";

    public IServiceDatabase Database { get; } = new ServiceDatabase<EarlyHelpDb, EarlyHelpDbSqlite, EarlyHelpDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess().AddAuditChain<EarlyHelpDb>(Name, configuration)
            .AddRestrictionFeed<EarlyHelpDb>(Name, configuration, db => db.KnownChildren.Where(child => child.LocationHidden).Select(child => child.ChildId)).AddAuthority(configuration).AddValidation();
        services.AddSingleton<WatchStepUps>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchStepUps>());
        services.AddRounds<HandOverLevels>();
    }

    public void AddConsumers(ConsumerList consumers) => consumers
        .AddRestrictions<EarlyHelpDb>()
        .Add<PersistentAbsenceChanged, OnPersistentAbsenceChanged>()
        .Add<PupilEnrolled, OnPupilEnrolled>()
        .Add<PupilLeft, OnPupilLeft>()
        .Add<ChildRecordChanged, OnChildRecordChanged>()
        .Add<ChildRelationshipsChanged, OnChildRelationshipsChanged>()
        .Add<ContactMade, OnContactMade>()
        .Add<ReferralReceived, OnReferralReceived>()
        .Add<ReferralAccepted, OnReferralAccepted>()
        .Add<ReferralDeclined, OnReferralDeclined>()
        .Add<ReferralClosed, OnReferralClosed>()
        .Add<StepDownProposed, OnStepDownProposed>()
        .Add<ProtectionPlanStarted, OnProtectionPlanStarted>()
        .Add<ProtectionPlanEnded, OnProtectionPlanEnded>()
        .Add<ChildInNeedPlanStarted, OnChildInNeedPlanStarted>()
        .Add<ChildInNeedPlanEnded, OnChildInNeedPlanEnded>()
        .Add<AuditRootSealed, OnAuditRootSealed<EarlyHelpDb>>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
        ListPrompts.Map(group);
        ReadPrompt.Map(group);
        RecordConversation.Map(group);
        OpenCase.Map(group);
        ReadCase.Map(group);
        AddTeamMember.Map(group);
        RecordWords.Map(group);
        CompleteAssessment.Map(group);
        MakePlan.Map(group);
        MeetGoal.Map(group);
        InviteAdult.Map(group);
        StepUpCase.Map(group);
        ReadStepUp.Map(group);
        CloseCase.Map(group);
        ListStepDowns.Map(group);
        ReadStepDown.Map(group);
        AcceptStepDown.Map(group);
        DeclineStepDown.Map(group);
        ReadCounts.Map(group);
        group.MapInbox<EarlyHelpDb>(Policies.ReadInbox, Policies.AcknowledgeNotice);
        group.MapMessages<EarlyHelpDb>("EarlyHelp");
        group.MapAccessLog<EarlyHelpDb>("EarlyHelp", new(
            (db, childId) => db.KnownAdults.Where(adult => adult.ChildId == childId).Select(adult => adult.AdultId),
            (db, childId) => db.KnownAdults.Where(adult => adult.ChildId == childId && adult.NotToBeTold).Select(adult => adult.AdultId)));
    }
}
