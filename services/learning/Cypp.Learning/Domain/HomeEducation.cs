using Cypp.ServiceKit.Domain;

namespace Cypp.Learning.Domain;

/// <summary>A child educated at home: the authority's officer answers for notices. It ends when the child goes on a roll.</summary>
internal sealed class HomeEducation : Aggregate
{
    public Guid ChildId { get; private set; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public DateOnly BirthDate { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    public static HomeEducation Begin(Guid childId, PupilName name, DateOnly birthDate, DateOnly from, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ChildId = childId,
        GivenName = name.GivenName.Trim(),
        FamilyName = name.FamilyName.Trim(),
        BirthDate = birthDate,
        From = from,
    };

    public void End(DateOnly day)
    {
        EndedOn = day < From ? From : day;
        Touch();
    }
}
