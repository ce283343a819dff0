using System.Text;
using Cypp.Access;
using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Tests;

public sealed class AttendanceUploadTests
{
    [Theory, Engines]
    public async Task Post_File_IsStagedThenWorkedThroughAndForgotten(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var job = await world.UploadAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/", "O"));
        Assert.Equal(("completed", 4, 4, 0, 0), (job.Status, job.RowsRead, job.RowsAccepted, job.RowsUnchanged, job.RowsRejected));
        Assert.False(await world.Service.InDatabaseAsync<LearningDb, bool>(db => db.Chunks.AnyAsync(chunk => chunk.UploadId == job.JobId)));
        var year = await world.YearAsync(pupil);
        Assert.Equal((2015, 4, 2, 2, 50m, true, 10), (
            year.AcademicYear, year.PossibleSessions, year.AttendedSessions, year.AbsentSessions, year.AbsencePercent, year.PersistentlyAbsent, year.ThresholdPercent));
    }

    [Theory, Engines]
    public async Task Post_SameFileTwice_ChangesNothing(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var file = AttendanceWorld.File(pupil.Upn, "/", "O");
        await world.UploadAsync(pupil.Officer, file);
        var again = await world.UploadAsync(pupil.Officer, file);
        Assert.Equal((4, 0, 4), (again.RowsRead, again.RowsAccepted, again.RowsUnchanged));
        Assert.Single(await world.Service.PublishedAsync<LearningDb, AttendanceRecorded>(), message => message.ChildId == pupil.ChildId);
        Assert.Single(await world.Service.PublishedAsync<LearningDb, PersistentAbsenceChanged>(), message => message.ChildId == pupil.ChildId);
    }

    [Theory, Engines]
    public async Task Post_LaterFile_CorrectsAndWithdrawsTheJudgment(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine);
        var world = new LearningWorld(service);
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        await world.UploadAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/", "N"));
        service.Time.Advance(TimeSpan.FromMinutes(1));
        var corrected = await world.UploadAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/", "P"));
        Assert.Equal((2, 2), (corrected.RowsAccepted, corrected.RowsUnchanged));
        var told = (await world.Service.PublishedAsync<LearningDb, PersistentAbsenceChanged>()).Where(message => message.ChildId == pupil.ChildId);
        Assert.Equal([true, false], told.Select(message => message.PersistentlyAbsent));
        var recorded = (await world.Service.PublishedAsync<LearningDb, AttendanceRecorded>()).Last(message => message.ChildId == pupil.ChildId);
        Assert.Equal(("secondary", 4, 4, new DateOnly(2015, 9, 8)), (recorded.Phase, recorded.PossibleSessions, recorded.AttendedSessions, recorded.AsOf));
    }

    [Theory, Engines]
    public async Task Post_FaultyRows_AreReportedAndTheOthersStand(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync(closedDays: "2015-09-11"), enrolledOn: "2015-09-08");
        var elsewhere = await world.PupilAsync(await world.SchoolAsync());
        string[] rows =
        [
            $"{pupil.Upn},2015-09-08,AM,/", "only,three,fields", "A950000178302,2015-09-08,AM,/", $"{pupil.Upn},08/09/2015,AM,/",
            $"{pupil.Upn},2015-11-03,AM,/", $"{pupil.Upn},2015-09-08,am,/", $"{pupil.Upn},2015-09-08,PM,Y1", $"{LearningWorld.NewUpn()},2015-09-08,AM,/",
            $"{elsewhere.Upn},2015-09-08,AM,/", $"{pupil.Upn},2015-09-07,AM,/", $"{pupil.Upn},2015-09-11,AM,/", $"{pupil.Upn},2015-09-11,PM,#",
            $"{pupil.Upn},2015-09-08,AM,O", "", $"\"{pupil.Upn},2015-09-09,AM,/", $"{pupil.Upn},2015-09-09,AM,/",
        ];
        var job = await world.UploadAsync(pupil.Officer, AttendanceWorld.Header + string.Join("\r\n", rows));
        Assert.Equal(
            [
                (3, "row-malformed"), (4, "upn-invalid"), (5, "date-invalid"), (6, "date-in-future"), (7, "session-unknown"), (8, "code-unknown"),
                (9, "pupil-not-on-roll"), (10, "pupil-not-on-roll"), (11, "pupil-not-on-roll"), (12, "not-a-school-day"), (14, "session-twice-in-file"),
                (16, "upn-invalid"),
            ],
            job.Rejections.Select(rejection => (rejection.Line, rejection.Reason)));
        Assert.Equal((15, 3, 12), (job.RowsRead, job.RowsAccepted, job.RowsRejected));
        Assert.Equal(2, (await world.YearAsync(pupil)).PossibleSessions);
    }

    [Theory, Engines]
    public async Task Post_FaultyFile_IsRefusedWhole(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var officer = await world.SchoolAsync();
        async Task RefusedAsync(byte[] file, int status, string code, string contentType = "text/csv")
        {
            var answer = await world.PostAsync(officer, file, contentType);
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }

        await RefusedAsync(Encoding.UTF8.GetBytes("UPN,Date,Session,Code\n"), 400, "file-header-wrong");
        await RefusedAsync([], 400, "file-header-wrong");
        await RefusedAsync([.. Encoding.UTF8.GetBytes(AttendanceWorld.Header), 0xE9, 0x0A], 400, "file-not-utf8");
        await RefusedAsync([.. Encoding.UTF8.GetBytes(AttendanceWorld.Header), 0xC3], 400, "file-not-utf8");
        await RefusedAsync(Encoding.UTF8.GetBytes(AttendanceWorld.Header + new string('x', 1001)), 400, "file-line-too-long");
        await RefusedAsync(Encoding.UTF8.GetBytes(AttendanceWorld.Header), 415, "unsupported-media-type", "application/json");
        await RefusedAsync(new byte[AttendanceUpload.MaxBytes + 1], 413, "too-large");
        var uploads = await world.Service.InDatabaseAsync<LearningDb, int>(db => db.Uploads.CountAsync(row => row.SchoolAgencyId == officer.AgencyId));
        Assert.Equal(0, uploads);
    }

    [Theory, Engines]
    public async Task Post_SameKey_GivesTheFirstJobAndRefusesAnotherFile(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var first = await world.PostAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/"), "one-key");
        Assert.Equal(first, await world.PostAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/"), "one-key"));
        var other = await world.PostAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "O"), "one-key");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
    }

    [Theory, Engines]
    public async Task Post_WithoutAContentType_IsReadAsTheTableThatItMustBe(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        using var untyped = new ByteArrayContent(Encoding.UTF8.GetBytes("something else"));
        var answer = await world.Service.ClientFor(await world.SchoolAsync()).PostAsync("/learning/v1/attendance-uploads", untyped);
        Assert.Equal((400, "file-header-wrong"), (answer.Status, answer.Code));
    }

    [Theory, Engines]
    public async Task Get_JobOfAnotherSchool_ReadsAsAbsent(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var job = await world.UploadAsync(pupil.Officer, AttendanceWorld.File(pupil.Upn, "/"));
        var other = world.Service.ClientFor(await world.SchoolAsync());
        Assert.Equal(404, (await other.GetAsync($"/learning/v1/attendance-uploads/{job.JobId}")).Status);
        Assert.Equal(404, (await other.GetAsync($"/learning/v1/pupils/{pupil.ChildId}/attendance")).Status);
        var nowhere = await world.PostAsync(TestPractitioner.Of(Roles.SchoolOfficer, "school"), AttendanceWorld.Header);
        Assert.Equal((422, "school-not-registered"), (nowhere.Status, nowhere.Code));
    }
}
