using Cypp.ServiceKit.Domain;

namespace Cypp.Learning.Domain;

internal enum UploadStatus
{
    Received,
    Reading,
    Totalling,
    Completed,

    /// <summary>Something on our side failed again and again; the file is kept for a person to look.</summary>
    Failed,
}

/// <summary>An acknowledged attendance file on its way into the marks. Each step commits with its progress, so that a kill costs one batch of work.</summary>
internal sealed class AttendanceUpload : Aggregate
{
    public const int MaxBytes = 50 * 1024 * 1024;
    private const int Patience = 5;

    public Guid SchoolAgencyId { get; private set; }

    /// <summary>By the system's clock: a file received later corrects one received before.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }
    public UploadStatus Status { get; private set; }

    /// <summary>Last line of the file whose row is worked through; 1 is the header.</summary>
    public int LastLine { get; private set; } = 1;
    public int RowsRead { get; private set; }
    public int RowsAccepted { get; private set; }
    public int RowsUnchanged { get; private set; }
    public int RowsRejected { get; private set; }
    public int Failures { get; private set; }

    public static AttendanceUpload Receive(Guid schoolAgencyId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), SchoolAgencyId = schoolAgencyId, ReceivedAt = now };

    public void Advance(BatchResult batch)
    {
        Status = UploadStatus.Reading;
        LastLine = batch.LastLine;
        RowsRead += batch.Accepted + batch.Unchanged + batch.Rejected;
        RowsAccepted += batch.Accepted;
        RowsUnchanged += batch.Unchanged;
        RowsRejected += batch.Rejected;
        Touch();
    }

    /// <summary>A step on the file begins: its version moves, so that no other worker takes the same step.</summary>
    public void BeginStep() => Touch();

    public void BeginTotals() => Go(UploadStatus.Totalling);

    public void Complete() => Go(UploadStatus.Completed);

    public void Stumble()
    {
        Failures++;
        Go(Failures >= Patience ? UploadStatus.Failed : Status);
    }

    private void Go(UploadStatus status)
    {
        Status = status;
        Touch();
    }
}

internal sealed record BatchResult(int LastLine, int Accepted, int Unchanged, int Rejected);

/// <summary>A piece of an acknowledged file, kept until its rows are worked through.</summary>
internal sealed class AttendanceChunk
{
    public const int Size = 128 * 1024;

    public required Guid UploadId { get; init; }
    public required int Number { get; init; }
    public required byte[] Bytes { get; init; }
}

/// <summary>Why a row of a file was not taken.</summary>
internal sealed class RowRejection
{
    public required Guid UploadId { get; init; }

    /// <summary>Line of the file; the header is line 1.</summary>
    public required int Line { get; init; }

    /// <summary>See <see cref="RowReasons"/>.</summary>
    public required string Reason { get; init; }
}
