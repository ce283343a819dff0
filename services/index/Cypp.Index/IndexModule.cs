using Cypp.Access;
using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Inbox;
using Cypp.Access.Messages;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Platform;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Index.Features;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Index;

/// <summary>Who is who: children, adults, families, and who is involved with whom.</summary>
public sealed class IndexModule : IServiceModule
{
    public string Name => "index";

    public IServiceDatabase Database { get; } = new ServiceDatabase<IndexDb, IndexDbSqlite, IndexDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess().AddAuditChain<IndexDb>(Name, configuration).AddAuthority(configuration).AddValidation()
        .AddSingleton<IRestrictionSource, OwnRestrictions>().AddSingleton<WatchOverrides>().AddHostedService(provider => provider.GetRequiredService<WatchOverrides>()).AddRounds<OverrideLevels>();

    public void AddConsumers(ConsumerList consumers) => consumers
        .Add<PupilEnrolled, OnPupilEnrolled>()
        .Add<PupilLeft, OnPupilLeft>()
        .Add<EarlyHelpCaseOpened, OnEarlyHelpCaseOpened>()
        .Add<StepDownAccepted, OnStepDownAccepted>()
        .Add<EarlyHelpCaseClosed, OnEarlyHelpCaseClosed>()
        .Add<ReferralReceived, OnReferralReceived>()
        .Add<ReferralDeclined, OnReferralDeclined>()
        .Add<ReferralAccepted, OnReferralAccepted>()
        .Add<ReferralClosed, OnReferralClosed>()
        .Add<ProtectionPlanStarted, OnProtectionPlanStarted>()
        .Add<ProtectionPlanEnded, OnProtectionPlanEnded>()
        .Add<ChildInNeedPlanStarted, OnChildInNeedPlanStarted>()
        .Add<ChildInNeedPlanEnded, OnChildInNeedPlanEnded>()
        .Add<AdultNotToBeToldNamed, OnAdultNotToBeToldNamed>()
        .Add<OwnKinSought, OnOwnKinSought>()
        .Add<AuditRootSealed, OnAuditRootSealed<IndexDb>>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
        RegisterAdult.Map(group);
        MatchAdult.Map(group);
        RegisterChild.Map(group);
        MatchChild.Map(group);
        RecordFamily.Map(group);
        ListMatches.Map(group);
        SettleMatch.Map(group);
        ReadChild.Map(group);
        ReadInvolvement.Map(group);
        ReadAdults.Map(group);
        MoveChild.Map(group);
        RelateAdult.Map(group);
        NameAdultNotToBeTold.Map(group);
        SealChild.Map(group);
        ProposeUnsealing.Map(group);
        ApproveUnsealing.Map(group);
        DeclareInterest.Map(group);
        DeclareInterestOfAnother.Map(group);
        WithdrawInterest.Map(group);
        OverrideAccess.Map(group);
        ReviewOverride.Map(group);
        ProposeSharingAgreements.Map(group);
        ApproveSharingAgreement.Map(group);
        ReadSharingAgreements.Map(group);
        ExplainSharing.Map(group);
        group.MapInbox<IndexDb>(Policies.ReadInbox, Policies.AcknowledgeNotice);
        group.MapMessages<IndexDb>("Index");
        group.MapAccessLog<IndexDb>("Index", new(
            (db, childId) => db.Children.Where(child => child.Id == childId).SelectMany(child => child.Adults).Select(adult => adult.AdultId),
            (db, childId) => db.Children.Where(child => child.Id == childId).SelectMany(child => child.NotToBeTold).Select(mark => mark.AdultId)));
    }

    public void MapInternal(RouteGroupBuilder group) => ReadRestrictions.Map(group);
}
