using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Inbox;
using Cypp.Access.Messages;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Features.FrontDoor;

namespace Cypp.Safeguarding;

public sealed partial class SafeguardingModule
{
    private static void AddFrontDoor(IServiceCollection services) => services
        .AddScoped<Intake>()
        .AddSingleton<WatchDecisions>()
        .AddHostedService(provider => provider.GetRequiredService<WatchDecisions>());

    private static void ConsumeAtFrontDoor(ConsumerList consumers)
    {
        consumers.Add<ChildRecordChanged, OnChildRecordChanged>();
        consumers.Add<ChildRelationshipsChanged, OnChildRelationshipsChanged>();
        consumers.Add<MatchSettled, OnMatchSettled>();
        consumers.Add<CaseSteppedUp, OnCaseSteppedUp>();
    }

    private static void MapFrontDoor(RouteGroupBuilder group)
    {
        MakeContact.Map(group);
        ReportPoliceIncident.Map(group);
        ReadContact.Map(group);
        CheckForDanger.Map(group);

        ListReferrals.Map(group);
        ReadReferral.Map(group);
        AcknowledgeReferral.Map(group);
        AcceptReferral.Map(group);
        DeclineReferral.Map(group);

        ReadCounts.Map(group);
        group.MapInbox<SafeguardingDb>(Policies.ReadInbox, Policies.AcknowledgeNotice);
        group.MapMessages<SafeguardingDb>("Safeguarding");
        group.MapAccessLog<SafeguardingDb>("Safeguarding", new(
            (db, childId) => db.RelatedAdults.Where(adult => adult.ChildId == childId).Select(adult => adult.AdultId),
            (db, childId) => db.UntoldOf(childId)));
    }
}
