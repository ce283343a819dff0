using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

internal static class GrantErrors
{
    public static readonly Error SecondPersonNeeded = new ConflictError("second-person-needed", "Somebody else than the proposer must approve this.");
    public static readonly Error Decided = new ConflictError("already-decided", "This was approved or ended already.");
    public static readonly Error Open = new ConflictError("grant-open", "This is granted, or waits for its second person, already.");
    public static readonly Error Impossible = new ConflictError("grant-impossible", "The agency or the person no longer has what this rests on.");
    public static readonly Error ToOneself = new ForbiddenError("not-to-oneself", "Nobody administers their own account.");

    /// <summary>An agency's system names whom it likes: two names would be one hand.</summary>
    public static readonly Error SignInNeeded = new ForbiddenError("sign-in-needed", "What takes two people is proposed and approved by people who signed in themselves.");
    public static readonly Error NotYours = new ForbiddenError("grant-not-yours", "You may grant only what your own agency has, and to other agencies their administrators.");
    public static readonly Error NoRoleToOverride = new ConflictError("override-role-missing", "The person has no role that may override access.");
}
