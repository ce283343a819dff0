using System.Globalization;
using Cypp.Story.Agencies;
using Npgsql;
using NpgsqlTypes;

namespace Cypp.Benchmarks.Seeding;

/// <summary>
/// Made-up children straight into the index's tables, the same at every start: each with three adults, two schools and a relationship
/// by which social work may know it. NHS numbers are of the range kept for testing, 999, as long as it lasts.
/// </summary>
internal sealed class IndexedChildren(Stand stand)
{
    public const string Service = "index";

    private const int Adults = 3;
    private const int Schools = 2;
    private static readonly string[] Names = ["Ada", "Bo", "Cleo", "Dov", "Esme", "Finn", "Greta", "Hal", "Ines", "Jory", "Kit", "Lux"];
    private int _there;

    /// <summary>Of number 1 and up. In order, as ids are that begin with a time.</summary>
    public static Guid IdOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"01500000-0000-7000-8000-{number:x12}"));

    /// <summary>The same in SQL.</summary>
    public static string IdOf(string number) => $"('01500000-0000-7000-8000-' || lpad(to_hex({number}::bigint), 12, '0'))::uuid";

    /// <summary>Adds those that are missing, and leaves the tables as a quiet night would.</summary>
    public async Task GrowToAsync(int count)
    {
        await using var connection = new NpgsqlConnection(stand.Platform.DatabaseOf(Service) + ";Command Timeout=0");
        await connection.OpenAsync();
        var added = Enumerable.Range(_there + 1, count - _there).ToList();
        await CopyAsync(
            connection,
            """child ("Id", "GivenName", "FamilyName", "GivenNameKey", "FamilyNameKey", "BirthDate", "Sex", "NhsNumber", "AddressLines", "Postcode", "ResidenceCluster", "LocationHidden", "Sealed", "Version")""",
            added, WriteChild);
        await CopyAsync(
            connection, """child_adult ("AdultId", "ChildId", "Relationship", "HasParentalResponsibility", "SameHousehold", "AlsoLivesWith")""",
            added.SelectMany(child => Enumerable.Range(0, Adults).Select(at => (child, at))), WriteAdult);
        await CopyAsync(
            connection, """enrolment ("Id", "ChildId", "SchoolAgencyId", "Cluster", "Phase", "EnrolledOn")""",
            added.SelectMany(child => Enumerable.Range(0, Schools).Select(at => (child, at))), WriteEnrolment);
        await CopyAsync(connection, """relationship ("Id", "ChildId", "AgencyId", "Kind", "SourceId", "From")""", added, WriteRelationship);
        foreach (var statement in (string[])["VACUUM (ANALYZE) child", "VACUUM (ANALYZE) child_adult", "VACUUM (ANALYZE) enrolment", "VACUUM (ANALYZE) relationship", "CHECKPOINT"])
        {
            await using var tidy = new NpgsqlCommand(statement, connection);
            await tidy.ExecuteNonQueryAsync();
        }

        _there = count;
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string columns, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {columns} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            write(copy, row);
        }

        await copy.CompleteAsync();
    }

    private static void WriteChild(NpgsqlBinaryImporter copy, int number)
    {
        var (given, family) = (Names[number % Names.Length], $"Madeup{Letters(number / Names.Length)}");
        copy.Write(IdOf(number), NpgsqlDbType.Uuid);
        foreach (var name in (string[])[given, family, given.ToUpperInvariant(), family.ToUpperInvariant()])
        {
            copy.Write(name, NpgsqlDbType.Varchar);
        }

        copy.Write(new DateOnly(1998, 1, 1).AddDays(number * 7919 % 6500), NpgsqlDbType.Date);
        copy.Write(number % 2 == 0 ? "f" : "m", NpgsqlDbType.Varchar);
        copy.Write(TestNhsNumber.Of(number), NpgsqlDbType.Varchar);
        copy.Write((string[])[$"{1 + (number % 300)} Nowhere Street", "Leeds"], NpgsqlDbType.Array | NpgsqlDbType.Text);
        copy.Write($"LS{1 + (number % 29)} {number % 9}AA", NpgsqlDbType.Varchar);
        copy.Write("beck-valley", NpgsqlDbType.Varchar);
        copy.Write(false, NpgsqlDbType.Boolean);
        copy.Write(false, NpgsqlDbType.Boolean);
        copy.Write(1, NpgsqlDbType.Integer);
    }

    private static void WriteAdult(NpgsqlBinaryImporter copy, (int Child, int At) row)
    {
        copy.Write(Numbered("a", (row.Child * Adults) + row.At), NpgsqlDbType.Uuid);
        copy.Write(IdOf(row.Child), NpgsqlDbType.Uuid);
        copy.Write(row.At switch { 0 => "mother", 1 => "father", _ => "grandparent" }, NpgsqlDbType.Varchar);
        copy.Write(row.At < 2, NpgsqlDbType.Boolean);
        copy.Write(row.At == 0, NpgsqlDbType.Boolean);
        copy.Write(row.At == 1, NpgsqlDbType.Boolean);
    }

    private static void WriteEnrolment(NpgsqlBinaryImporter copy, (int Child, int At) row)
    {
        copy.Write(Numbered("e", (row.Child * Schools) + row.At), NpgsqlDbType.Uuid);
        copy.Write(IdOf(row.Child), NpgsqlDbType.Uuid);
        copy.Write((row.At == 0 ? DemoAgencies.PrimarySchool : DemoAgencies.SecondarySchool).Id, NpgsqlDbType.Uuid);
        copy.Write(DemoAgencies.StoryCluster, NpgsqlDbType.Varchar);
        copy.Write(row.At == 0 ? "primary" : "secondary", NpgsqlDbType.Varchar);
        copy.Write(new DateOnly(2015, 9, 7), NpgsqlDbType.Date);
    }

    private static void WriteRelationship(NpgsqlBinaryImporter copy, int number)
    {
        copy.Write(Numbered("c", number), NpgsqlDbType.Uuid);
        copy.Write(IdOf(number), NpgsqlDbType.Uuid);
        copy.Write(DemoAgencies.SocialWork.Id, NpgsqlDbType.Uuid);
        copy.Write("service-episode", NpgsqlDbType.Varchar);
        copy.Write(IdOf(number), NpgsqlDbType.Uuid);
        copy.Write(new DateTime(2015, 9, 1, 0, 0, 0, DateTimeKind.Utc), NpgsqlDbType.TimestampTz);
    }

    private static Guid Numbered(string kind, long number) => new(string.Create(CultureInfo.InvariantCulture, $"01500000-000{kind}-7000-8000-{number:x12}"));

    private static string Letters(int number) => number == 0 ? "" : Letters(number / 26) + (char)('a' + (number % 26));
}
