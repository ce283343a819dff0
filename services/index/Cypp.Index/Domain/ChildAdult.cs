using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>How an adult is related to one child.</summary>
internal sealed class ChildAdult
{
    public const int CodeLength = 50;

    /// <summary>Codes of <see cref="Relationship"/>.</summary>
    public static readonly IReadOnlyList<string> Relationships = ["mother", "father", "parents-partner", "grandparent", "carer", "other"];

    public required Guid AdultId { get; init; }
    public required string Relationship { get; set; }

    /// <summary>Children Act 1989 s3.</summary>
    public required bool HasParentalResponsibility { get; set; }

    /// <summary>Lives at the child's address.</summary>
    public required bool SameHousehold { get; set; }

    /// <summary>The child lives with this adult too, elsewhere: the child's second household.</summary>
    public required bool AlsoLivesWith { get; set; }

    public Error? IsInvalid() =>
        !Relationships.Contains(Relationship) ? ChildErrors.RelationshipUnknown
        : SameHousehold && AlsoLivesWith ? ChildErrors.HouseholdContradictory
        : null;
}
