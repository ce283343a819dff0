using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.EarlyHelp.Domain;

internal enum PromptStatus
{
    Open,
    Talked,
    NotHeld,
    Withdrawn,
}

/// <summary>A sign that somebody should talk with a child and family (plan p8: right conversations). It decides nothing.</summary>
internal sealed class Prompt : Aggregate
{
    public Guid ChildId { get; private set; }
    public Guid SchoolAgencyId { get; private set; }
    public string Cluster { get; private set; } = "";
    public int AcademicYear { get; private set; }
    public DateOnly AsOf { get; private set; }
    public PromptStatus Status { get; private set; }
    public string? ReasonNotHeld { get; private set; }

    public static Prompt OfPersistentAbsence(Guid childId, Guid schoolAgencyId, string cluster, int academicYear, DateOnly asOf, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ChildId = childId,
        SchoolAgencyId = schoolAgencyId,
        Cluster = cluster,
        AcademicYear = academicYear,
        AsOf = asOf,
    };

    public Error? Talk() => Answer(PromptStatus.Talked);

    /// <summary>There was no conversation; the reason stands in its place.</summary>
    public Error? RecordNotHeld(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return CaseErrors.ReasonMissing;
        }

        ReasonNotHeld = reason;
        return Answer(PromptStatus.NotHeld);
    }

    /// <summary>Attendance was corrected: there is no sign any more. An answered prompt stays as it is.</summary>
    public void Withdraw()
    {
        if (Status == PromptStatus.Open)
        {
            Status = PromptStatus.Withdrawn;
            Touch();
        }
    }

    private Error? Answer(PromptStatus answer)
    {
        if (Status != PromptStatus.Open)
        {
            return CaseErrors.PromptNotOpen;
        }

        Status = answer;
        Touch();
        return null;
    }
}
