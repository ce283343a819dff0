using Cypp.ServiceKit.Errors;

namespace Cypp.Outcomes.Domain;

internal static class PeriodErrors
{
    public static readonly InvalidError Malformed = new("quarter-malformed", "A quarter is written 2015-Q4.", "quarter");
    public static readonly ConflictError NotOver = new("quarter-not-over", "The quarter is not over yet.");
    public static readonly ConflictError AlreadyClosed = new("quarter-already-closed", "The quarter is closed; what is published does not change.");
    public static readonly ConflictError OutOfOrder = new("later-quarter-closed", "A later quarter is closed already: quarters close in order.");
}
