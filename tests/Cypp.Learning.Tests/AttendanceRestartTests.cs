using System.Text;
using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Learning.Features;
using Cypp.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Learning.Tests;

/// <summary>A kill between any two steps: the file is gone on with, and nothing is taken or told twice.</summary>
public sealed class AttendanceRestartTests
{
    private const int Pupils = 150;

    [Theory, Engines]
    public async Task Kill_InTheMiddleOfTheRows_IsGoneOnFromTheLastStep(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine);
        var world = new LearningWorld(service);
        var (pupils, file) = await ClassAsync(world);
        var upload = await LeaveHalfDoneAsync(service, pupils[0].Officer.AgencyId, file);
        await world.WorkAsync();
        var job = await world.JobAsync(pupils[0].Officer, upload);
        Assert.Equal(("completed", Pupils * 8, Pupils * 8, 0), (job.Status, job.RowsRead, job.RowsAccepted, job.RowsUnchanged));
        Assert.Equal(Pupils * 8, await world.CountAsync<SessionMark>());
        Assert.Equal(Pupils, (await service.PublishedAsync<LearningDb, AttendanceRecorded>()).Select(message => message.ChildId).Distinct().Count());
        Assert.Equal(Pupils, (await service.PublishedAsync<LearningDb, AttendanceRecorded>()).Count);
    }

    [Theory, Engines]
    public async Task Totals_OfAFileAlreadyTotalled_AreToldOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine);
        var world = new LearningWorld(service);
        var (pupils, file) = await ClassAsync(world);
        await world.UploadAsync(pupils[0].Officer, file);
        var job = await service.InDatabaseAsync<LearningDb, Guid>(db => db.Uploads.Select(row => row.Id).SingleAsync());
        await service.InDatabaseAsync<LearningDb, int>(async db =>
        {
            db.PupilsToTotal.Add(new PupilToTotal { UploadId = job, ChildId = pupils[0].ChildId, AcademicYear = 2015 });
            return await db.SaveChangesAsync();
        });
        await AttendanceTotals.TotalAsync(service.Services.GetRequiredService<IServiceScopeFactory>(), job, CancellationToken.None);
        Assert.Equal(Pupils, (await service.PublishedAsync<LearningDb, AttendanceRecorded>()).Count);
        Assert.Equal(0, await world.CountAsync<PupilToTotal>());
    }

    private static async Task<(IReadOnlyList<Pupil> Pupils, string File)> ClassAsync(LearningWorld world)
    {
        var (officer, pupils, file) = (await world.SchoolAsync(), new List<Pupil>(), new StringBuilder(AttendanceWorld.Header));
        for (var number = 0; number < Pupils; number++)
        {
            pupils.Add(await world.PupilAsync(officer));
            file.Append(AttendanceWorld.File(pupils[^1].Upn, "/", "/", "/", "/")[AttendanceWorld.Header.Length..]);
        }

        return (pupils, file.ToString());
    }

    // As a kill leaves it: the file and its first thousand rows committed, the rest not begun.
    private static async Task<Guid> LeaveHalfDoneAsync(ServiceUnderTest service, Guid schoolId, string file)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
        var upload = AttendanceUpload.Receive(schoolId, service.Time.GetUtcNow());
        db.Uploads.Add(upload);
        db.Chunks.Add(new AttendanceChunk { UploadId = upload.Id, Number = 0, Bytes = Encoding.UTF8.GetBytes(file) });
        var rows = file.Split('\n').Skip(1).Take(1000).Select((row, index) => (index + 2, row.Split(','))).ToList();
        upload.Advance(await ActivatorUtilities.CreateInstance<AttendanceBatch>(scope.ServiceProvider).TakeAsync(upload, rows, CancellationToken.None));
        await db.SaveChangesAsync();
        return upload.Id;
    }
}
