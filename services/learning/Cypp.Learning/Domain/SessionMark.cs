namespace Cypp.Learning.Domain;

/// <summary>Half a school day.</summary>
internal enum Session
{
    AM,
    PM,
}

internal enum MarkChange
{
    Changed,
    Unchanged,

    /// <summary>The same file says something else for the same session.</summary>
    Contradicted,
}

/// <summary>A pupil's attendance code for one session, and the upload that said so last.</summary>
internal sealed class SessionMark
{
    public required Guid EnrolmentId { get; init; }
    public required DateOnly Date { get; init; }
    public required Session Session { get; init; }
    public string Code { get; private set; } = "";
    public Guid UploadId { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The file received later corrects, in whatever order the files are worked through.</summary>
    public MarkChange Take(string code, AttendanceUpload upload)
    {
        if (code != Code && UploadId == upload.Id)
        {
            return MarkChange.Contradicted;
        }

        if (upload.ReceivedAt < ReceivedAt)
        {
            return MarkChange.Unchanged;
        }

        var change = code == Code ? MarkChange.Unchanged : MarkChange.Changed;
        (Code, UploadId, ReceivedAt) = (code, upload.Id, upload.ReceivedAt);
        return change;
    }
}
