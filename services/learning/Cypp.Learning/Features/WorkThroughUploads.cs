using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>
/// Works acknowledged files through, oldest first, in steps that each commit with their progress: a kill costs one
/// step, and nothing is taken twice.
/// </summary>
internal sealed partial class WorkThroughUploads(IServiceScopeFactory scopes, TimeProvider system, ILogger<WorkThroughUploads> logger) : BackgroundService
{
    // A tick and a call from outside never work at the same time.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    /// <summary>Goes on until no file waits.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            while (await NextAsync(cancellationToken) is { } uploadId)
            {
                await WorkAsync(uploadId, cancellationToken);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), system);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure.GetType().Name);
            }
        }
    }

    private async Task<Guid?> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.DatabaseFor<LearningDb>(RowContext.Job).Uploads
            .Where(upload => upload.Status != UploadStatus.Completed && upload.Status != UploadStatus.Failed)
            .OrderBy(upload => upload.ReceivedAt).ThenBy(upload => upload.Id).Select(upload => (Guid?)upload.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task WorkAsync(Guid uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await AttendanceReading.ReadAsync(scopes, uploadId, cancellationToken);
            await AttendanceTotals.TotalAsync(scopes, uploadId, cancellationToken);
        }
        catch (Exception failure) when (!TransientFailure.Is(failure))
        {
            LogFailure(failure.GetType().Name);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
            (await db.Uploads.SingleAsync(upload => upload.Id == uploadId, cancellationToken)).Stumble();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "AttendanceUploadStumbled", Message = "Working through an attendance file failed with {Failure}; it is tried again")]
    private partial void LogFailure(string failure);
}
