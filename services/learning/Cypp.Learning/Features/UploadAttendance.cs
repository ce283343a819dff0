using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>
/// Takes an attendance file in. Its bytes commit with the answer, so an acknowledged file survives whatever is killed
/// next; its rows are worked through after that (<see cref="WorkThroughUploads"/>).
/// </summary>
internal static class UploadAttendance
{
    public sealed record Response(Guid JobId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/attendance-uploads", HandleAsync)
        .Requires(Policies.UploadAttendance)
        .Accepts<Stream>("text/csv")
        .WithMetadata(new RequestSizeLimitAttribute(AttendanceUpload.MaxBytes))
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .WithSummary("Upload attendance: UTF-8, header upn,date,session,code, session AM or PM, at most 50 MB.");

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, CurrentPractitioner practitioner, LearningDb db, TimeProvider system, CancellationToken cancellationToken)
    {
        // The file is here whole by now, on disk when it is large: a slow line keeps no transaction open.
        if (request.Body.Length > AttendanceUpload.MaxBytes)
        {
            throw new BadHttpRequestException("The file has more than 50 MB.", StatusCodes.Status413PayloadTooLarge);
        }

        if (await AttendanceFile.WhatIsWrongAsync(request.Body, cancellationToken) is { } error)
        {
            return error.ToProblem();
        }

        if (!await db.Schools.AnyAsync(school => school.Id == practitioner.AgencyId, cancellationToken))
        {
            return SchoolErrors.NotRegistered.ToProblem();
        }

        var upload = AttendanceUpload.Receive(practitioner.AgencyId, system.GetUtcNow());
        db.Uploads.Add(upload);
        db.Audit(practitioner, Policies.UploadAttendance, "attendance-upload", upload.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        await StageAsync(request.Body, upload.Id, db, cancellationToken);
        return TypedResults.Accepted($"/learning/v1/attendance-uploads/{upload.Id}", new Response(upload.Id));
    }

    private static async Task StageAsync(Stream body, Guid uploadId, LearningDb db, CancellationToken cancellationToken)
    {
        body.Position = 0;
        var buffer = new byte[AttendanceChunk.Size];
        for (var number = 0; await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var read; number++)
        {
            var chunk = db.Chunks.Add(new AttendanceChunk { UploadId = uploadId, Number = number, Bytes = buffer[..read] });
            await db.SaveChangesAsync(cancellationToken);
            chunk.State = EntityState.Detached;
        }
    }
}
