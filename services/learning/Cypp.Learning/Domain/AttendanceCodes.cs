using System.Collections.Frozen;

namespace Cypp.Learning.Domain;

internal enum AttendanceClass
{
    Attending,
    Authorised,
    Unauthorised,
    NotPossible,
}

/// <summary>
/// Attendance codes and their statistical classes by the day on which they were in force: the list of Working together
/// to improve school attendance from 19 August 2024, and School attendance (DfE) before it (standards 2.4).
/// </summary>
internal static class AttendanceCodes
{
    private static readonly DateOnly NewList = new(2024, 8, 19);
    private static readonly DateOnly EndOfF = new(2013, 9, 1);

    private sealed record Rule(AttendanceClass Class, DateOnly From, DateOnly Before);

    private static readonly FrozenDictionary<string, Rule> Rules = new[]
    {
        In("/ \\ L B P V W", AttendanceClass.Attending),
        In("K", AttendanceClass.Attending, from: NewList),
        In("J", AttendanceClass.Attending, before: NewList),
        In("C E I M R S T", AttendanceClass.Authorised),
        In("C1 C2 J1", AttendanceClass.Authorised, from: NewList),
        In("H", AttendanceClass.Authorised, before: NewList),
        In("F", AttendanceClass.Authorised, before: EndOfF),
        In("G N O U", AttendanceClass.Unauthorised),
        In("D X Z #", AttendanceClass.NotPossible),
        In("Y", AttendanceClass.NotPossible, before: NewList),
        In("Q Y1 Y2 Y3 Y4 Y5 Y6 Y7", AttendanceClass.NotPossible, from: NewList),
    }.SelectMany(rules => rules).ToFrozenDictionary();

    /// <returns>The code's class on that day, or null when it was not in force.</returns>
    public static AttendanceClass? ClassOf(string code, DateOnly day) =>
        Rules.TryGetValue(code, out var rule) && rule.From <= day && day < rule.Before ? rule.Class : null;

    private static IEnumerable<KeyValuePair<string, Rule>> In(
        string codes, AttendanceClass @class, DateOnly? from = null, DateOnly? before = null) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, new Rule(@class, from ?? DateOnly.MinValue, before ?? DateOnly.MaxValue)));
}
