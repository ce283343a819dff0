using System.Globalization;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Npgsql;
using NpgsqlTypes;

namespace Cypp.Benchmarks.Seeding;

/// <summary>
/// Made-up pupils of a primary and a secondary school in each cluster, and their attendance, straight into learning's tables; and
/// into those of outcomes what it would have been told of them.
/// </summary>
internal sealed class SchoolMarks(Stand stand)
{
    public const string Service = "learning";
    public const string Told = "outcomes";

    /// <summary>Of all schools. Each has two marks a school day.</summary>
    public const int Pupils = 183_000;

    /// <summary>One pupil in so many is ill in a session.</summary>
    private const int IllOneIn = 20;

    public static readonly int Schools = 2 * Clusters.All.Count;
    private static readonly DateOnly First = new(2015, 9, 1);
    private int _days;

    /// <summary>The n-th school day, from 0; holidays do not matter here.</summary>
    public static DateOnly DayOf(int number) => First.AddDays((7 * ((number + 1) / 5)) + ((number + 1) % 5) - 1);

    /// <summary>Pupil numbers of the school that uploads; it is the first.</summary>
    public static IEnumerable<string> UpnsOfUploader => Enumerable.Range(0, Pupils).Where(number => number % Schools == 0).Select(MadeUp.Upn);

    public async Task EnrolAsync()
    {
        await using var learning = await OpenAsync(Service);
        await using (var copy = await learning.BeginBinaryImportAsync(
            """COPY school ("Id", "Name", "Phase", "Cluster", "BellTime", "ClosedDays", "Version", "Terms") FROM STDIN (FORMAT BINARY)"""))
        {
            for (var school = 0; school < Schools; school++)
            {
                await copy.StartRowAsync();
                copy.Write(SchoolOf(school), NpgsqlDbType.Uuid);
                copy.Write($"Made-up school {school}", NpgsqlDbType.Varchar);
                copy.Write(school % 2 == 0 ? "primary" : "secondary", NpgsqlDbType.Varchar);
                copy.Write(Clusters.All[school / 2], NpgsqlDbType.Varchar);
                copy.Write(new TimeOnly(8, 50), NpgsqlDbType.Time);
                copy.Write(Array.Empty<DateOnly>(), NpgsqlDbType.Array | NpgsqlDbType.Date);
                copy.Write(1, NpgsqlDbType.Integer);
                copy.Write("""[{"From": "2015-09-01", "To": "2015-12-31"}]""", NpgsqlDbType.Jsonb);
            }

            await copy.CompleteAsync();
        }

        await using (var copy = await learning.BeginBinaryImportAsync(
            """COPY enrolment ("Id", "ChildId", "SchoolAgencyId", "Upn", "GivenName", "FamilyName", "BirthDate", "EnrolledOn", "Version") FROM STDIN (FORMAT BINARY)"""))
        {
            for (var pupil = 0; pupil < Pupils; pupil++)
            {
                await copy.StartRowAsync();
                copy.Write(Numbered('e', pupil), NpgsqlDbType.Uuid);
                copy.Write(Numbered('c', pupil), NpgsqlDbType.Uuid);
                copy.Write(SchoolOf(pupil % Schools), NpgsqlDbType.Uuid);
                copy.Write(MadeUp.Upn(pupil), NpgsqlDbType.Varchar);
                copy.Write("Ada", NpgsqlDbType.Varchar);
                copy.Write("Madeup", NpgsqlDbType.Varchar);
                copy.Write(new DateOnly(2005, 1, 1), NpgsqlDbType.Date);
                copy.Write(First, NpgsqlDbType.Date);
                copy.Write(1, NpgsqlDbType.Integer);
            }

            await copy.CompleteAsync();
        }

        await ExecuteAsync(learning, "VACUUM (ANALYZE) enrolment");
    }

    /// <summary>Adds the days that are missing.</summary>
    public async Task GrowToAsync(int days)
    {
        await using var learning = await OpenAsync(Service);
        await ExecuteAsync(learning, $"""
            INSERT INTO session_mark ("EnrolmentId", "Date", "Session", "Code", "UploadId", "ReceivedAt")
            SELECT pupil."Id", day, session, CASE WHEN mod(hashtext(pupil."Id"::text || day || session) & {int.MaxValue}, {IllOneIn}) = 0 THEN 'I' ELSE code END, '{Guid.Empty}'::uuid, timestamptz '2015-09-01 12:00Z'
            FROM enrolment AS pupil
                CROSS JOIN unnest(ARRAY[{string.Join(", ", Enumerable.Range(_days, days - _days).Select(day => $"date '{DayOf(day):yyyy-MM-dd}'"))}]) AS day
                CROSS JOIN (VALUES ('AM', '/'), ('PM', E'\\')) AS half (session, code)
            """);
        await ExecuteAsync(learning, "VACUUM (ANALYZE) session_mark");
        await ExecuteAsync(learning, "CHECKPOINT");
        _days = days;
    }

    /// <summary>Tells outcomes of each pupil's sessions to date, and where each lives: in the school's cluster.</summary>
    public async Task TellAsync()
    {
        const string Pupil = """enrolment JOIN school ON school."Id" = enrolment."SchoolAgencyId" """;
        await CopyAsync(
            """SELECT "ChildId", timestamptz '2015-08-01 12:00Z', "Cluster", "BirthDate", NULL::date, true FROM """ + Pupil,
            """residence ("ChildId", "Since", "Cluster", "BirthDate", "ExpectedBirthDate", "IsLatest")""");
        await CopyAsync(
            $"""
            SELECT gen_random_uuid(), "ChildId", "SchoolAgencyId", "Phase", {First.Year}, max("Date"), count(*)::int, (count(*) FILTER (WHERE "Code" <> 'I'))::int
            FROM {Pupil} JOIN session_mark ON "EnrolmentId" = enrolment."Id" GROUP BY "ChildId", "SchoolAgencyId", "Phase"
            """,
            """attendance_to_date ("Id", "ChildId", "SchoolAgencyId", "Phase", "AcademicYear", "AsOf", "PossibleSessions", "AttendedSessions")""");
    }

    private async Task CopyAsync(string from, string to)
    {
        await using var learning = await OpenAsync(Service);
        await using var outcomes = await OpenAsync(Told);
        await using var reading = await learning.BeginRawBinaryCopyAsync($"COPY ({from}) TO STDOUT (FORMAT BINARY)");
        await using var writing = await outcomes.BeginRawBinaryCopyAsync($"COPY {to} FROM STDIN (FORMAT BINARY)");
        await reading.CopyToAsync(writing);
    }

    private async Task<NpgsqlConnection> OpenAsync(string service)
    {
        var connection = new NpgsqlConnection(stand.Platform.DatabaseOf(service) + ";Command Timeout=0");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Guid SchoolOf(int number) => number == 0 ? DemoAgencies.PrimarySchool.Id : Numbered('f', number);

    private static Guid Numbered(char kind, int number) => new(string.Create(CultureInfo.InvariantCulture, $"01500000-001{kind}-7000-8000-{number:x12}"));
}
