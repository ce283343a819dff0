namespace Cypp.Contracts.Learning;

/// <summary>A child is on a school's roll.</summary>
/// <param name="Cluster">The school's cluster: where the work is done.</param>
/// <param name="Phase">primary, secondary or all-through.</param>
[Message("learning.pupil-enrolled", "learning/pupil", Purpose = Purposes.Education)]
public sealed record PupilEnrolled(
    Guid EnrolmentId, Guid ChildId, Guid SchoolAgencyId, string Cluster, string Phase, DateOnly EnrolledOn);
