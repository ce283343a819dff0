using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

internal static class MatchErrors
{
    public static readonly Error NotFound = new NotFoundError();
    public static readonly Error NothingToMatch = new InvalidError("nothing-to-match", "A match needs a number or a name.");
    public static readonly Error AlreadySettled = new ConflictError("match-already-settled", "This match is settled already.");
    public static readonly Error ChildUnknown = new UnprocessableError("child-unknown", "There is no such child in the index.", "childId");
    public static readonly Error ChildOrRegistration = new InvalidError("child-or-registration", "Settle with a child or with a registration: exactly one of them.");
    public static readonly Error StatusUnknown = new InvalidError("status-unknown", "The status is pending, matched or settled.", "status");
}
