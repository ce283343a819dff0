using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

internal static class ReadAttendanceUpload
{
    private const int RejectionsShown = 1000;

    /// <param name="Status">received, processing, completed or failed (on our side; the file is kept).</param>
    /// <param name="RowsAccepted">Rows that added or corrected a mark.</param>
    /// <param name="RowsUnchanged">Rows that said what was known.</param>
    /// <param name="Rejections">By line, the header being line 1; at most 1,000, the next ones with <c>afterLine</c>.</param>
    public sealed record Response(
        Guid JobId, string Status, int RowsRead, int RowsAccepted, int RowsUnchanged, int RowsRejected, IReadOnlyList<Rejection> Rejections);

    /// <param name="Reason">
    /// row-malformed, upn-invalid, date-invalid, date-in-future, session-unknown, code-unknown, pupil-not-on-roll, not-a-school-day or
    /// session-twice-in-file.
    /// </param>
    public sealed record Rejection(int Line, string Reason);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/attendance-uploads/{jobId:guid}", HandleAsync)
        .Requires(Policies.ReadAttendanceUpload)
        .WithSummary("How far your school's attendance file is, and the rows that were not taken.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid jobId, int? afterLine, CurrentPractitioner practitioner, LearningDb db, CancellationToken cancellationToken)
    {
        var schoolId = practitioner.AgencyId;
        if (await db.Uploads.SingleOrDefaultAsync(row => row.Id == jobId && row.SchoolAgencyId == schoolId, cancellationToken) is not { } upload)
        {
            return new NotFoundError().ToProblem();
        }

        var rejections = await db.Rejections.Where(row => row.UploadId == jobId && row.Line > (afterLine ?? 0))
            .OrderBy(row => row.Line).Take(RejectionsShown).Select(row => new Rejection(row.Line, row.Reason)).ToListAsync(cancellationToken);
        db.Audit(practitioner, Policies.ReadAttendanceUpload, "attendance-upload", upload.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            upload.Id, StatusOf(upload.Status), upload.RowsRead, upload.RowsAccepted, upload.RowsUnchanged, upload.RowsRejected, rejections));
    }

    private static string StatusOf(UploadStatus status) => status switch
    {
        UploadStatus.Received => "received",
        UploadStatus.Completed => "completed",
        UploadStatus.Failed => "failed",
        _ => "processing",
    };
}
