using Cypp.Contracts.Index;

namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>An adult related to a child, as the index last told: who holds parental responsibility and who must not be told.</summary>
internal sealed class RelatedAdultRow
{
    public required Guid ChildId { get; init; }
    public required Guid AdultId { get; init; }

    /// <summary>mother, father, parents-partner, grandparent, carer or other.</summary>
    public string Relationship { get; private set; } = "";

    /// <summary>Children Act 1989 s3.</summary>
    public bool HasParentalResponsibility { get; private set; }
    public bool SameHousehold { get; private set; }

    /// <summary>As the index says; a naming here that it has not confirmed yet is kept with its contact.</summary>
    public bool NotToBeTold { get; private set; }

    public static RelatedAdultRow Of(Guid childId, RelatedAdult adult)
    {
        var row = new RelatedAdultRow { ChildId = childId, AdultId = adult.AdultId };
        row.Take(adult);
        return row;
    }

    public void Take(RelatedAdult adult) => (Relationship, HasParentalResponsibility, SameHousehold, NotToBeTold) =
        (adult.Relationship, adult.HasParentalResponsibility, adult.SameHousehold, adult.NotToBeTold);
}
