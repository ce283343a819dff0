using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>
/// A person from the expected birth date to 25 and beyond: names, identifiers, where they live, the adults around them.
/// No narrative and no assessment factor is kept here.
/// </summary>
internal sealed partial class Child : Aggregate
{
    private readonly List<ChildAdult> _adults = [];
    private readonly List<NotToBeTold> _notToBeTold = [];

    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string GivenNameKey { get; private set; } = "";
    public string FamilyNameKey { get; private set; } = "";
    public DateOnly? BirthDate { get; private set; }
    public DateOnly? ExpectedBirthDate { get; private set; }

    /// <summary>m, f or u (not known).</summary>
    public string Sex { get; private set; } = "u";

    /// <summary>Ten digits; verified by its check digit.</summary>
    public string? NhsNumber { get; private set; }
    public string? Upn { get; private set; }
    public Guid? FamilyId { get; private set; }
    public List<string> AddressLines { get; private set; } = [];
    public string Postcode { get; private set; } = "";

    /// <summary>Where published figures count the child; the cluster of work is the school's.</summary>
    public string ResidenceCluster { get; private set; } = "";

    /// <summary>Restriction level 1 (security.md 2.4): address, school and household are shown to the allocated social work agency only.</summary>
    public bool LocationHidden { get; private set; }

    public IReadOnlyList<ChildAdult> Adults => _adults;
    public IReadOnlyList<NotToBeTold> NotToBeTold => _notToBeTold;

    public int RestrictionLevel => Sealed ? 2 : LocationHidden ? 1 : 0;

    public static Child Register(ChildDetails details, DateTimeOffset now)
    {
        var child = new Child
        {
            Id = Guid.CreateVersion7(now),
            GivenName = details.GivenName.Trim(),
            FamilyName = details.FamilyName.Trim(),
            GivenNameKey = NameKey.Of(details.GivenName),
            FamilyNameKey = NameKey.Of(details.FamilyName),
            BirthDate = details.BirthDate,
            ExpectedBirthDate = details.ExpectedBirthDate,
            Sex = details.Sex,
            NhsNumber = details.NhsNumber?.Value,
            Upn = details.Upn?.Value,
        };
        child.LiveAt(details.Address);
        return child;
    }

    public void JoinFamily(Guid familyId)
    {
        FamilyId = familyId;
        Touch();
    }

    /// <summary>States how an adult is related to the child; an earlier statement is replaced.</summary>
    public void Relate(ChildAdult adult)
    {
        if (_adults.Find(other => other.AdultId == adult.AdultId) is { } known)
        {
            known.Relationship = adult.Relationship;
            known.HasParentalResponsibility = adult.HasParentalResponsibility;
            (known.SameHousehold, known.AlsoLivesWith) = (adult.SameHousehold, adult.AlsoLivesWith);
        }
        else
        {
            _adults.Add(adult);
        }

        Touch();
    }

    public void MoveTo(Address address, bool hidden)
    {
        LiveAt(address);
        LocationHidden = hidden;
        Touch();
    }

    /// <summary>From now on no letter, notice, invitation, export or access log about this child may reach the adult.</summary>
    public Error? NameNotToBeTold(NotToBeTold mark)
    {
        if (_notToBeTold.Any(other => other.AdultId == mark.AdultId))
        {
            return ChildErrors.AlreadyNotToBeTold;
        }

        _notToBeTold.Add(mark);
        Touch();
        return null;
    }

    private void LiveAt(Address address)
    {
        AddressLines = [.. address.Lines];
        Postcode = address.Postcode.Value;
        ResidenceCluster = address.ResidenceCluster;
    }
}
