using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Learning.Domain;

/// <summary>A school's day: its bell, its terms, the days on which it is closed. Its id is its agency's.</summary>
internal sealed class School : Aggregate
{
    public const int NameLength = 200;
    public const int ClusterLength = 60;

    public string Name { get; private set; } = "";

    /// <summary>See <see cref="Phases"/>.</summary>
    public string Phase { get; private set; } = "";

    /// <summary>Cluster of the school: where the work is done.</summary>
    public string Cluster { get; private set; } = "";

    /// <summary>First bell of a school day, by a clock on a wall in England.</summary>
    public TimeOnly BellTime { get; private set; }
    public List<Term> Terms { get; private set; } = [];
    public List<DateOnly> ClosedDays { get; private set; } = [];

    public static School Open(Guid schoolAgencyId, SchoolDay day)
    {
        var school = new School { Id = schoolAgencyId };
        school.Set(day);
        return school;
    }

    public void Change(SchoolDay day)
    {
        Set(day);
        Touch();
    }

    /// <returns>Why these cannot be a school's days, or null.</returns>
    public static Error? DaysAreImpossible(SchoolDay day)
    {
        var terms = day.Terms.OrderBy(term => term.From).ToList();
        return terms.Any(term => term.To < term.From || !WorkingDays.Knows(term.From) || !WorkingDays.Knows(term.To))
            || terms.Zip(terms.Skip(1)).Any(pair => pair.Second.From <= pair.First.To)
            ? SchoolErrors.TermsImpossible
            : null;
    }

    public bool IsSchoolDay(DateOnly day) =>
        Terms.Any(term => term.From <= day && day <= term.To) && !ClosedDays.Contains(day) && WorkingDays.IsWorkingDay(day);

    /// <summary>
    /// The first bell after a moment: the deadline of a domestic-abuse notice (Operation Encompass: before the start of
    /// the next school day). Where the calendar shows no school day, the next working day counts, so that no notice is
    /// without a deadline.
    /// </summary>
    public DateTimeOffset FirstBellAfter(DateTimeOffset moment) =>
        Deadlines.FirstAfter(moment, BellTime, IsSchoolDay) ?? Deadlines.NextWorkingDay(moment, BellTime);

    private void Set(SchoolDay day)
    {
        (Name, Phase, Cluster, BellTime) = (day.Name.Trim(), day.Phase, day.Cluster, day.BellTime);
        (Terms, ClosedDays) = ([.. day.Terms], [.. day.ClosedDays.Distinct()]);
    }
}

/// <summary>First and last day of a stretch of school days.</summary>
internal sealed record Term(DateOnly From, DateOnly To);

internal sealed record SchoolDay(
    string Name, string Phase, string Cluster, TimeOnly BellTime, IReadOnlyList<Term> Terms, IReadOnlyList<DateOnly> ClosedDays);

internal static class SchoolErrors
{
    public static readonly Error TermsImpossible = new InvalidError("terms-impossible", "A term ends before it begins, terms overlap, or a year is out of range.", "terms");
    public static readonly Error NotRegistered = new UnprocessableError("school-not-registered", "The authority has not registered this school's day yet.");
}
