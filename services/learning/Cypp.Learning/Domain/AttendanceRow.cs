using System.Globalization;

namespace Cypp.Learning.Domain;

/// <summary>One row of an attendance file, as far as it can be judged by itself.</summary>
internal sealed record AttendanceRow(string Upn, DateOnly Date, Session Session, string Code)
{
    // The oldest list of codes that this service knows is of 2006.
    private static readonly DateOnly Earliest = new(2006, 9, 1);

    /// <returns>Reason code of the refusal, or null.</returns>
    public static string? Parse(string[] fields, DateOnly today, out AttendanceRow? row)
    {
        row = null;
        if (fields.Length != 4)
        {
            return RowReasons.Malformed;
        }

        if (!Contracts.Identifiers.Upn.TryParse(fields[0], out var upn))
        {
            return RowReasons.UpnInvalid;
        }

        if (!DateOnly.TryParseExact(fields[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date < Earliest)
        {
            return RowReasons.DateInvalid;
        }

        if (date > today)
        {
            return RowReasons.DateInFuture;
        }

        if (fields[2] is not ("AM" or "PM"))
        {
            return RowReasons.SessionUnknown;
        }

        if (AttendanceCodes.ClassOf(fields[3], date) is null)
        {
            return RowReasons.CodeUnknown;
        }

        row = new AttendanceRow(upn.Value, date, fields[2] == "AM" ? Session.AM : Session.PM, fields[3]);
        return null;
    }
}

internal static class RowReasons
{
    public const string Malformed = "row-malformed";
    public const string UpnInvalid = "upn-invalid";
    public const string DateInvalid = "date-invalid";
    public const string DateInFuture = "date-in-future";
    public const string SessionUnknown = "session-unknown";

    /// <summary>Not a code, or not one in force on that day.</summary>
    public const string CodeUnknown = "code-unknown";

    /// <summary>Nobody's number, or a pupil not on this school's roll that day: the reader cannot tell which.</summary>
    public const string NotOnRoll = "pupil-not-on-roll";

    /// <summary>A day outside terms, a closed day, a weekend or bank holiday, with a code that counts as a possible session.</summary>
    public const string NotASchoolDay = "not-a-school-day";
    public const string Contradicted = "session-twice-in-file";
}
