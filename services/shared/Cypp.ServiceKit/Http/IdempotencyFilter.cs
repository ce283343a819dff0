using System.Security.Cryptography;
using System.Text;
using Cypp.Messaging;
using Cypp.Messaging.Data;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.ServiceKit.Http;

/// <summary>
/// Runs a keyed POST once: its effects, its messages and its answer commit in one transaction. The same key again
/// gets the first answer; with another body, 422. A refusal stores nothing.
/// </summary>
internal sealed class IdempotencyFilter<TDb> : IEndpointFilter where TDb : ServiceDb
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<NoIdempotencyKey>() is not null)
        {
            return await next(context);
        }

        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= 200 } key)
        {
            return new InvalidError("idempotency-key-missing", "A POST needs an Idempotency-Key header of 1 to 200 characters.").ToProblem();
        }

        var db = http.RequestServices.GetRequiredService<TDb>();
        var scoped = Hash($"{http.User.FindFirst("sub")?.Value}|{http.User.FindFirst("practitioner_id")?.Value}|{http.User.FindFirst("practitioner_role")?.Value}|{key}");
        return await RunOrFindAsync(db, scoped, await FingerprintAsync(http.Request), context, next);
    }

    private static async Task<object?> RunOrFindAsync(
        TDb db, string scoped, string fingerprint, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await RunOnceAsync(db, scoped, fingerprint, context, next);
        }
        catch (DbUpdateException) when (http.RequestAborted is { IsCancellationRequested: false })
        {
            // The key is there: from an earlier request, or from one that came at the same moment and committed first.
            db.ChangeTracker.Clear();
            if (await db.Idempotency.AsNoTracking().SingleOrDefaultAsync(record => record.Key == scoped, http.RequestAborted) is not { } first)
            {
                throw;
            }

            if (Now(http) - first.CreatedAt < Kept)
            {
                return Answer(first, fingerprint);
            }

            await db.Idempotency.Where(record => record.Key == scoped && record.CreatedAt == first.CreatedAt).ExecuteDeleteAsync(http.RequestAborted);
        }

        return await RunOrFindAsync(db, scoped, fingerprint, context, next);
    }

    private static async Task<object?> RunOnceAsync(
        TDb db, string scoped, string fingerprint, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        var record = new IdempotencyRecord { Key = scoped, Fingerprint = fingerprint, CreatedAt = Now(http) };
        db.Idempotency.Add(record);
        await db.SaveChangesAsync(http.RequestAborted);
        var result = await next(context);
        if (IsRefusal(result))
        {
            // Written after the transaction is gone: a refusal is put on record in one of its own.
            return result;
        }

        await CapturedAnswer.FillAsync(record, result, http);
        record.Fingerprint = http.Items[typeof(IdempotencyRecord)] as string ?? fingerprint;
        var body = record.Body;
        record.Body = http.GetEndpoint()?.Metadata.GetMetadata<AnswerOnce>() is null ? body : [];
        await db.SaveChangesAsync(http.RequestAborted);
        await transaction.CommitAsync(http.RequestAborted);
        record.Body = body;
        return new CapturedAnswer(record);
    }

    private static bool IsRefusal(object? result) =>
        (result is INestedHttpResult nested ? nested.Result : result) is IStatusCodeHttpResult { StatusCode: >= 400 };

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static object Answer(IdempotencyRecord first, string fingerprint) => first.Fingerprint == fingerprint
        ? new CapturedAnswer(first)
        : new UnprocessableError("idempotency-key-reused", "This Idempotency-Key was used for another request.").ToProblem();

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (request.Body.CanSeek)
        {
            request.Body.Position = 0;
            var buffer = new byte[8192];
            for (var read = await request.Body.ReadAsync(buffer); read > 0; read = await request.Body.ReadAsync(buffer))
            {
                hash.AppendData(buffer, 0, read);
            }

            request.Body.Position = 0;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Marks an operation that is a read although it is a POST (identifiers in the body), or OAuth's own.</summary>
public sealed class NoIdempotencyKey;

/// <summary>Marks an operation whose answer holds a secret: it is not kept, and the same key again gets the status alone.</summary>
public sealed class AnswerOnce;
