using Cypp.Index.Domain;

namespace Cypp.Index.Features;

/// <summary>A child's record as its reader may see it: a hidden location takes address, schools and household with it.</summary>
internal static class ShowChild
{
    /// <param name="Address">Null where the location is hidden from the reader.</param>
    /// <param name="SchoolAgencyIds">Null where the location is hidden from the reader.</param>
    public sealed record Response(
        Guid ChildId, string GivenName, string FamilyName, DateOnly? BirthDate, DateOnly? ExpectedBirthDate, string Sex, string? NhsNumber, string? Upn,
        Guid? FamilyId, bool LocationHidden, AddressView? Address, IReadOnlyList<Guid>? SchoolAgencyIds);

    public sealed record AddressView(IReadOnlyList<string> Lines, string Postcode, string ResidenceCluster);

    public static Response To(Child child, IReadOnlyList<Guid> schools, bool mayLocate) => new(
        child.Id, child.GivenName, child.FamilyName, child.BirthDate, child.ExpectedBirthDate, child.Sex, child.NhsNumber, child.Upn, child.FamilyId,
        child.LocationHidden, mayLocate ? new(child.AddressLines, child.Postcode, child.ResidenceCluster) : null, mayLocate ? schools : null);
}
