using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>An offer to one adult of the family to make the family's own plan, and the answer.</summary>
/// <param name="Response">accepted, declined or no-reply.</param>
internal sealed record FamilyGroupConferenceOffer(Guid AdultId, DateOnly OfferedOn, bool OfferedApart, string Response)
{
    private static readonly HashSet<string> Responses = [Accepted, "declined", "no-reply"];

    public const string Accepted = "accepted";

    public bool HasKnownResponse => Responses.Contains(Response);
}

/// <summary>
/// A round of offers of a family group conference and, if anyone accepts, the conference with the family's plan
/// (plan page 5; Children Act 1989 s31ZA).
/// </summary>
internal sealed class FamilyGroupConference : Aggregate
{
    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public IReadOnlyList<FamilyGroupConferenceOffer> Offers { get; private init; } = [];
    public DateOnly? HeldOn { get; private set; }
    public Guid? CoordinatorId { get; private set; }
    public string? FamilysPlan { get; private set; }

    public bool IsAccepted => Offers.Any(offer => offer.Response == FamilyGroupConferenceOffer.Accepted);

    public bool IsHeld => HeldOn is not null;

    public DateOnly LastOfferOn => Offers.Max(offer => offer.OfferedOn);

    /// <param name="family">Adults related to the child.</param>
    public static Error? CannotBeOffered(
        IReadOnlyList<FamilyGroupConferenceOffer> offers, IReadOnlyList<FamilyAdult> family, DateOnly referredOn, DateOnly today)
    {
        if (!offers.All(offer => offer.HasKnownResponse))
        {
            return ProtectionErrors.UnknownCode("offers");
        }

        if (offers.Select(offer => offer.AdultId).Distinct().Count() != offers.Count)
        {
            return FamilyGroupConferenceErrors.OfferedTwice;
        }

        if (!offers.All(offer => family.Any(adult => adult.AdultId == offer.AdultId)))
        {
            return ProtectionErrors.AdultUnknown;
        }

        // Where one may have harmed another, nobody is asked in the other's presence.
        return family.Any(adult => adult.NotToBeTold) && !offers.All(offer => offer.OfferedApart)
            ? FamilyGroupConferenceErrors.NotApart
            : offers.Select(offer => ProtectionErrors.DayIsImpossible("offers", offer.OfferedOn, referredOn, today)).FirstOrDefault(error => error is not null);
    }

    public static FamilyGroupConference Offer(
        Guid referralId, Guid childId, IReadOnlyList<FamilyGroupConferenceOffer> offers, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), ReferralId = referralId, ChildId = childId, Offers = offers };

    public Error? Hold(DateOnly heldOn, string familysPlan, Guid coordinatorId, DateOnly today)
    {
        if ((IsHeld ? FamilyGroupConferenceErrors.AlreadyHeld
            : !IsAccepted ? FamilyGroupConferenceErrors.NotAccepted
            : ProtectionErrors.DayIsImpossible("heldOn", heldOn, LastOfferOn, today)) is { } error)
        {
            return error;
        }

        (HeldOn, FamilysPlan, CoordinatorId) = (heldOn, familysPlan, coordinatorId);
        Touch();
        return null;
    }
}

/// <summary>An adult related to a child, as the index last told.</summary>
internal sealed record FamilyAdult(Guid AdultId, bool HasParentalResponsibility, bool NotToBeTold);

/// <summary>A named senior recorded why a family group conference is against the child's interests.</summary>
internal sealed class FamilyGroupConferenceException
{
    public required Guid Id { get; init; }
    public required Guid ReferralId { get; init; }
    public required Guid SeniorId { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
