using Cypp.Access;
using Cypp.Access.Audit.AccessLog;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Witness;
using Cypp.Access.Feed;
using Cypp.Access.Inbox;
using Cypp.Access.Messages;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Contracts.Platform;
using Cypp.Contracts.Safeguarding;
using Cypp.Learning.Data;
using Cypp.Learning.Features;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Learning;

/// <summary>Learning: schools and their day, rolls, attendance, and domestic-abuse notices to each child's own school.</summary>
public sealed class LearningModule : IServiceModule
{
    public string Name => "learning";

    public IServiceDatabase Database { get; } = new ServiceDatabase<LearningDb, LearningDbSqlite, LearningDbPostgreSql>();

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess().AddAuditChain<LearningDb>(Name, configuration)
            .AddRestrictionFeed<LearningDb>(Name, configuration).AddValidation().AddAuthority(configuration);
        services.AddScoped<NoticeDelivery>();
        services.AddSingleton<WatchNotices>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchNotices>());
        services.AddRounds<NoticeLevels>();
        services.AddSingleton<WorkThroughUploads>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkThroughUploads>());
    }

    // ChildRelationshipsChanged comes with the stream; learning writes to no adult of a family and keeps none of it.
    public void AddConsumers(ConsumerList consumers) => consumers
        .AddRestrictions<LearningDb>()
        .Add<ChildRecordChanged, OnChildRecordChanged>()
        .Add<MatchSettled, OnMatchSettled>()
        .Add<DomesticAbuseIncidentReported, OnDomesticAbuseIncidentReported>()
        .Add<AuditRootSealed, OnAuditRootSealed<LearningDb>>();

    public void MapEndpoints(RouteGroupBuilder group)
    {
        SaveSchool.Map(group);
        ReadSchool.Map(group);
        EnrolPupil.Map(group);
        ReadEnrolment.Map(group);
        RecordDeparture.Map(group);
        RegisterHomeEducation.Map(group);
        UploadAttendance.Map(group);
        ReadAttendanceUpload.Map(group);
        ReadPupilAttendance.Map(group);
        ReadNotice.Map(group);
        group.MapInbox<LearningDb>(Policies.ReadInbox, Policies.AcknowledgeNotice);
        group.MapMessages<LearningDb>("Learning");
        group.MapAccessLog<LearningDb>("Learning");
    }
}
