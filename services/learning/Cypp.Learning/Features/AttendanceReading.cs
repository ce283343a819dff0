using CsvHelper;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>First part of the work on a file: its rows, a batch a transaction, from where it was left.</summary>
internal static class AttendanceReading
{
    private const int BatchSize = 1000;

    // No value of the file needs a quote: a stray one must not swallow the rows behind it.
    private static readonly CsvReaderOptions Plain = new()
    {
        Separator = ',',
        Mode = CsvMode.NoEscape,
        HasHeader = true,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    public static async Task ReadAsync(IServiceScopeFactory scopes, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
        var upload = await db.Uploads.AsNoTracking().SingleAsync(row => row.Id == uploadId, cancellationToken);
        if (upload.Status == UploadStatus.Totalling)
        {
            return;
        }

        await using var reader = CsvReader.Create(new ChunkStream(db, uploadId), Plain);
        var rows = new List<(int Line, string[] Fields)>(BatchSize);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.LineNumber > upload.LastLine)
            {
                rows.Add(((int)reader.LineNumber, reader.Current.ToArray()));
            }

            if (rows.Count == BatchSize)
            {
                await TakeAsync(scopes, uploadId, rows, cancellationToken);
                rows.Clear();
            }
        }

        await TakeAsync(scopes, uploadId, rows, cancellationToken);
        await FinishAsync(scopes, uploadId, cancellationToken);
    }

    private static async Task TakeAsync(
        IServiceScopeFactory scopes, Guid uploadId, List<(int Line, string[] Fields)> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var upload = await BeginStepAsync(db, uploadId, cancellationToken);
        upload.Advance(await ActivatorUtilities.CreateInstance<AttendanceBatch>(scope.ServiceProvider).TakeAsync(upload, rows, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task FinishAsync(IServiceScopeFactory scopes, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<LearningDb>(RowContext.Job);
        (await db.Uploads.SingleAsync(row => row.Id == uploadId, cancellationToken)).BeginTotals();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Writes the upload's version first: of two workers on one file the second stops here, before it has done anything.</summary>
    public static async Task<AttendanceUpload> BeginStepAsync(LearningDb db, Guid uploadId, CancellationToken cancellationToken)
    {
        var upload = await db.Uploads.SingleAsync(row => row.Id == uploadId, cancellationToken);
        upload.BeginStep();
        await db.SaveChangesAsync(cancellationToken);
        return upload;
    }
}
