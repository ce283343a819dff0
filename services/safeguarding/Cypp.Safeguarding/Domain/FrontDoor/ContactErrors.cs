using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.FrontDoor;

internal static class ContactErrors
{
    public static readonly Error AlreadyChecked = new ConflictError("danger-already-checked", "This contact was checked for immediate danger.");
    public static readonly Error IncidentAhead = new InvalidError("moment-impossible", "The incident lies ahead.", "incidentAt");
    public static readonly Error ChildNamedTwice = new InvalidError("child-named-twice", "Each child is named once.", "children");
    public static readonly Error ChildAlreadyReported = new ConflictError(
        "child-already-reported", "Your agency reported this child under this reference; add only further children.", "children");
}
