namespace Cypp.Contracts.Learning;

/// <summary>A child left a school's roll; access by roll ends at the end of that day.</summary>
[Message("learning.pupil-left", "learning/pupil", Purpose = Purposes.Education)]
public sealed record PupilLeft(Guid EnrolmentId, Guid ChildId, Guid SchoolAgencyId, DateOnly LeftOn);
