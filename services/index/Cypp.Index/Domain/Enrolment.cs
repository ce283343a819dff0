namespace Cypp.Index.Domain;

/// <summary>A child's place at a school, projected from Learning, which owns it. A child may be at two schools, or at none.</summary>
internal sealed class Enrolment
{
    /// <summary>Learning's id of it.</summary>
    public required Guid Id { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid SchoolAgencyId { get; init; }

    /// <summary>The school's cluster: where the work is done. Figures count by the cluster of residence.</summary>
    public required string Cluster { get; init; }

    /// <summary>primary, secondary or all-through.</summary>
    public required string Phase { get; init; }
    public required DateOnly EnrolledOn { get; init; }
    public DateOnly? LeftOn { get; private set; }

    public void Leave(DateOnly on) => LeftOn ??= on;
}
