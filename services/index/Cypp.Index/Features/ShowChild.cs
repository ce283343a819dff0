using Cypp.Access;
using Cypp.Index.Domain;

namespace Cypp.Index.Features;

/// <summary>A child's record as its reader may see it: a hidden location takes address, schools and households with it.</summary>
internal static class ShowChild
{
    /// <param name="NhsNumber">Null to schools, which have no use for it.</param>
    /// <param name="Address">Null where the location is hidden from the reader; so are schools and households.</param>
    public sealed record Response(
        Guid ChildId, string GivenName, string FamilyName, DateOnly? BirthDate, DateOnly? ExpectedBirthDate, string Sex, string? NhsNumber, string? Upn,
        Guid? FamilyId, bool LocationHidden, AddressView? Address, IReadOnlyList<SchoolView>? Schools, IReadOnlyList<HouseholdView>? Households);

    /// <param name="ResidenceCluster">Where figures count the child.</param>
    public sealed record AddressView(IReadOnlyList<string> Lines, string Postcode, string ResidenceCluster);

    /// <param name="Cluster">Where the work is done.</param>
    public sealed record SchoolView(Guid SchoolAgencyId, string Cluster, string Phase, DateOnly EnrolledOn);

    /// <param name="AtAddress">True: at the child's address. False: the second household of a child who lives in two.</param>
    public sealed record HouseholdView(bool AtAddress, IReadOnlyList<Guid> AdultIds);

    public static Response To(Child child, IReadOnlyList<Enrolment> enrolments, string role, bool mayLocate) => new(
        child.Id, child.GivenName, child.FamilyName, child.BirthDate, child.ExpectedBirthDate, child.Sex,
        role is Roles.SchoolLead or Roles.SchoolOfficer ? null : child.NhsNumber, child.Upn, child.FamilyId, child.LocationHidden,
        mayLocate ? new(child.AddressLines, child.Postcode, child.ResidenceCluster) : null,
        mayLocate ? [.. enrolments.Select(row => new SchoolView(row.SchoolAgencyId, row.Cluster, row.Phase, row.EnrolledOn))] : null,
        mayLocate ? [.. HouseholdsOf(child)] : null);

    private static IEnumerable<HouseholdView> HouseholdsOf(Child child)
    {
        yield return new(true, [.. child.Adults.Where(adult => adult.SameHousehold).Select(adult => adult.AdultId)]);
        if (child.Adults.Where(adult => adult.AlsoLivesWith).Select(adult => adult.AdultId).ToList() is { Count: > 0 } second)
        {
            yield return new(false, second);
        }
    }
}
