using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

internal static class FamilyErrors
{
    public static readonly Error ChildNamedTwice = new InvalidError("child-named-twice", "Each child and each adult is named once.", "childIds");
    public static readonly Error ChildNotOfFamily = new InvalidError("child-not-of-family", "An adult is related only to children of this family.", "adults");
    public static readonly Error DifferentFamilies = new ConflictError("children-in-different-families", "These children are recorded in different families.");
}
