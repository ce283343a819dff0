using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Learning.Tests;

/// <summary>AZ-6: every operation, asked about a pupil in each state by all who may and all who may not.</summary>
public sealed class RecordWalkTests
{
    private static readonly Dictionary<string, Func<object>> Bodies = new()
    {
        ["Learning_RecordDeparture"] = () => new { leftOn = "2015-10-30" },
        ["Learning_RegisterHomeEducation"] = () => new { childId = "", givenName = "Homa", familyName = "Synthetic", birthDate = "2005-01-01", from = "2015-09-01" },
        ["Learning_EnrolPupil"] = () => LearningWorld.Enrolment(Guid.Empty, LearningWorld.NewUpn()),
        ["Learning_UploadAttendance"] = () => AttendanceWorld.Header,
    };

    private static readonly TestPractitioner Officer = LearningWorld.EducationLead.Colleague(Roles.DataProtectionOfficer);

    [Theory, Engines]
    public async Task EveryOperation_OnAPupilInEachState_AnswersThoseOnlyWhoMayKnow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine);
        var walk = new RecordWalk(service, Bodies);
        var world = new LearningWorld(service);
        var (own, other) = (await OfAsync(world), await OfAsync(world));
        var kin = own.Pupil.KeyAdult.Colleague();
        await service.DeliverAsync(new InterestDeclared(kin.PractitionerId, own.Pupil.ChildId, "relative", ServiceUnderTest.Monday), own.Pupil.ChildId);
        var faults = await walk.FaultsAsync(
            own.In("own") with { AbsentTo = [kin], KnownTo = [.. SchoolOf(own.Pupil), new(LearningWorld.EducationLead, OfTheKeyAdult), new(LearningWorld.HomeEducationOfficer, OfTheKeyAdult), Officer] },
            other.In("other-agency") with { AbsentTo = SchoolOf(own.Pupil) },
            await HiddenAsync(service, await OfAsync(world)),
            await SealedAsync(service, await OfAsync(world)),
            await ClosedAsync(service, await OfAsync(world)));
        Assert.True(faults.Length == 0, faults);
    }

    private static readonly string[] OfTheKeyAdult = ["Learning_ReadNotice", "Learning_AcknowledgeNotice"];

    private static TestPractitioner[] SchoolOf(Pupil pupil) => [pupil.Officer, pupil.KeyAdult, pupil.Officer.Colleague(Roles.SchoolLead), pupil.Officer.Colleague(Roles.SchoolTeacher)];

    /// <summary>A pupil with attendance, and a notice that the key adult has.</summary>
    private static async Task<Records> OfAsync(LearningWorld world)
    {
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var incident = world.Incident(pupil.ChildId);
        await world.Service.DeliverAsync(incident, pupil.ChildId);
        var upload = await world.UploadAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/", "N"));
        return new(pupil, new()
        {
            ["childId"] = pupil.ChildId,
            ["enrolmentId"] = pupil.EnrolmentId,
            ["noticeId"] = incident.NoticeId,
            ["itemId"] = Assert.Single(await world.InboxAsync(pupil.KeyAdult)).Id,
        }, new() { ["jobId"] = upload.JobId, ["schoolAgencyId"] = pupil.Officer.AgencyId });
    }

    private static async Task<WalkedRecord> HiddenAsync(ServiceUnderTest service, Records records)
    {
        var child = records.Pupil.ChildId;
        await service.DeliverAsync(new ChildRecordChanged(child, null, null, null, null, null, "beck-valley", true, ServiceUnderTest.Monday), child);
        return records.In("location-hidden") with { KnownTo = [.. SchoolOf(records.Pupil)], Hidden = ["at home", "LS1 1UR"] };
    }

    private static async Task<WalkedRecord> SealedAsync(ServiceUnderTest service, Records records)
    {
        var (child, named) = (records.Pupil.ChildId, records.Pupil.KeyAdult.Colleague());
        await service.DeliverAsync(new ChildRestricted(child, true, [named.PractitionerId], ServiceUnderTest.Monday), child);
        return records.In("sealed") with { AbsentTo = [.. SchoolOf(records.Pupil), Officer], KnownTo = [named] };
    }

    /// <summary>Off the roll, and the last day is over.</summary>
    private static async Task<WalkedRecord> ClosedAsync(ServiceUnderTest service, Records records)
    {
        var officer = service.ClientFor(records.Pupil.Officer);
        var path = $"/learning/v1/enrolments/{records.Pupil.EnrolmentId}";
        var left = await officer.PostAsync(path + "/departure", new { leftOn = "2015-10-30" }, (await officer.GetAsync(path)).ETag);
        Assert.Equal(204, left.Status);
        return records.In("closed") with { KnownTo = [new(records.Pupil.KeyAdult, "Learning_ReadNotice", "Learning_ReadPupilAttendance")] };
    }

    private sealed record Records(Pupil Pupil, Dictionary<string, Guid> Ids, Dictionary<string, Guid> Beside)
    {
        public WalkedRecord In(string state) => new(state, Ids) { Beside = Beside };
    }
}
