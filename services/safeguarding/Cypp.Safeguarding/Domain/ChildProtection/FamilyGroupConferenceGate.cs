using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>
/// No planned removal and no care application before the family could make its own plan: offered to each holder of
/// parental responsibility; held if any accepted; the plan answered; or a named senior recorded why not. A family that
/// declines passes.
/// </summary>
internal static class FamilyGroupConferenceGate
{
    public static Error? Stops(
        IReadOnlyList<FamilyAdult> family, IReadOnlyList<FamilyGroupConference> conferences, bool seniorException, string? familysPlanAnswer)
    {
        var unanswered = conferences.Any(conference => conference.IsHeld) && string.IsNullOrWhiteSpace(familysPlanAnswer);
        return (seniorException ? null : NotOffered(family, conferences) ?? NotHeld(conferences))
            ?? (unanswered ? FamilyGroupConferenceErrors.PlanNotAnswered : null);
    }

    private static Error? NotOffered(IReadOnlyList<FamilyAdult> family, IReadOnlyList<FamilyGroupConference> conferences)
    {
        var holders = family.Where(adult => adult.HasParentalResponsibility).Select(adult => adult.AdultId).ToList();
        var offered = conferences.SelectMany(conference => conference.Offers).Select(offer => offer.AdultId).ToHashSet();

        // Nobody known to hold responsibility is not the same as nobody holding it: absence is not evidence.
        return holders.Count == 0 || !holders.All(offered.Contains) ? FamilyGroupConferenceErrors.NotOffered : null;
    }

    // A conference held later stands for an earlier one that was accepted and never held.
    private static Error? NotHeld(IReadOnlyList<FamilyGroupConference> conferences) => conferences.Any(accepted =>
        accepted.IsAccepted && !accepted.IsHeld && !conferences.Any(held => held.IsHeld && held.HeldOn >= accepted.LastOfferOn))
        ? FamilyGroupConferenceErrors.NotHeld
        : null;
}

internal static class FamilyGroupConferenceErrors
{
    public static readonly Error NotOffered = new ConflictError(
        "family-group-conference-not-offered", "Not every holder of parental responsibility was offered a family group conference.");
    public static readonly Error NotHeld = new ConflictError(
        "family-group-conference-not-held", "A family group conference was accepted and not held.");
    public static readonly Error PlanNotAnswered = new ConflictError(
        "familys-plan-not-answered", "The decision cites or answers the family's own plan.", "familysPlanAnswer");
    public static readonly Error NotApart = new UnprocessableError(
        "offer-not-apart", "Where one adult may have harmed another, each is asked apart.", "offers");
    public static readonly Error OfferedTwice = new UnprocessableError("offered-twice", "An adult is named twice in one round of offers.", "offers");
    public static readonly Error NotAccepted = new ConflictError(
        "family-group-conference-not-accepted", "Nobody accepted this family group conference.");
    public static readonly Error AlreadyHeld = new ConflictError("family-group-conference-already-held", "This conference was held.");
    public static readonly Error CoordinatorNotIndependent = new ConflictError(
        "coordinator-not-independent", "The coordinator holds a case of this child.", "coordinatorId");
}
