using Cypp.Messaging;
using Cypp.ServiceKit.Postgres;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>DB-1: in a request PostgreSQL itself leaves out sealed children and kin in every service, strangers where a service says so, and what is another agency's.</summary>
public sealed class ChildRowsTests
{
    private static readonly Guid Agency = Guid.Parse(World.Child);
    private static readonly Guid Person = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = ServiceUnderTest.Monday;
    private static readonly string[] Apart = ["audit", "conflict_of_interest", "sealed_child", "sealed_child_reader"];

    /// <summary>How many tables at least are shown by a relationship: a rule lost on the way would else test nothing.</summary>
    private static readonly Dictionary<string, int> ByRelationship = new()
    {
        ["index"] = 4,
        ["early-help"] = 6,
        ["safeguarding"] = 6,
        ["learning"] = 3,
        ["health"] = 2,
        ["outcomes"] = 4,
    };

    public static TheoryData<string> WithNarrative => [.. ByRelationship.Keys];

    public static TheoryData<string> Services => [.. Modules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task EveryTableThatNamesAChild_HasItsRestriction(string service)
    {
        var database = await MigratedDatabase.OfAsync(service);
        var named = await MigratedDatabase.QueryAsync(
            database.Superuser, "SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'ChildId'", row => row.GetString(0));
        var held = await WithPolicyAsync(database, "restriction");
        Assert.Equal(named.Except(Apart).Concat(service == "index" ? ["child"] : []).Order(), held.Order());
    }

    [Theory, MemberData(nameof(Services))]
    public async Task SealedChildAndKin_AreAbsentFromRequestsAndNothingElse(string service)
    {
        await using var world = await World.StartAsync(service, "restriction");
        await world.RunAsync($"INSERT INTO relationship (\"Id\", \"ChildId\", \"AgencyId\", \"PractitionerId\", \"Kind\", \"SourceId\", \"From\", \"To\") SELECT gen_random_uuid(), one, '{Agency}', NULL, 'made-up', gen_random_uuid(), '2015-01-01', NULL FROM unnest({World.Children}) AS one");
        Assert.All(await world.CountAsync(RequestOf(Reach.Related)), table => Assert.True(table.Count > 0, table.Name));
        foreach (var (restrict, release) in new[]
        {
            ($"INSERT INTO sealed_child SELECT one, true, now() FROM unnest({World.Children}) AS one",
                $"INSERT INTO sealed_child_reader SELECT one, '{Person}' FROM unnest({World.Children}) AS one"),
            ($"INSERT INTO conflict_of_interest SELECT one, '{Person}' FROM unnest({World.Children}) AS one", "DELETE FROM conflict_of_interest"),
        })
        {
            await world.RunAsync(restrict);
            foreach (var reach in new[] { Reach.Related, Reach.AnyChild })
            {
                Assert.All(await world.CountAsync(RequestOf(reach)), table => Assert.True(table.Count == 0, table.Name));
            }

            foreach (var other in new[] { RequestOf(Reach.SealedChild), RowContext.Consumer, RowContext.Job })
            {
                Assert.All(await world.CountAsync(other), table => Assert.True(table.Count > 0, table.Name));
            }

            await world.RunAsync(release);
            Assert.All(await world.CountAsync(RequestOf(Reach.Related)), table => Assert.True(table.Count > 0, table.Name));
        }
    }

    [Theory, MemberData(nameof(WithNarrative))]
    public async Task Narrative_IsShownByARelationshipInDateOnly(string service)
    {
        await using var world = await World.StartAsync(service, "relationship");
        Assert.True(world.Tables.Count >= ByRelationship[service]);
        Assert.All(await world.CountAsync(RequestOf(Reach.AnyChild)), table => Assert.True(table.Count > 0, table.Name));
        foreach (var (agency, person, from, to, shown) in new (Guid, Guid?, string, string?, bool)[]
        {
            (Agency, null, "2015-01-01", null, true), (Agency, Person, "2015-01-01", "2016-01-01", true),
            (Guid.CreateVersion7(), null, "2015-01-01", null, false), (Agency, Guid.CreateVersion7(), "2015-01-01", null, false),
            (Agency, null, "2015-11-03", null, false), (Agency, null, "2015-01-01", "2015-11-01", false),
        })
        {
            await world.RunAsync("DELETE FROM relationship");
            await world.RunAsync(
                $"INSERT INTO relationship (\"Id\", \"ChildId\", \"AgencyId\", \"PractitionerId\", \"Kind\", \"SourceId\", \"From\", \"To\") SELECT gen_random_uuid(), one, '{agency}', {Text(person)}, 'made-up', gen_random_uuid(), '{from}', {Text(to)} FROM unnest({World.Children}) AS one");
            Assert.All(await world.CountAsync(RequestOf(Reach.Related)), table => Assert.True(table.Count > 0 == shown, $"{table.Name} {from} {to}"));
        }
    }

    [Theory, MemberData(nameof(WithNarrative))]
    public async Task Narrative_OfAStranger_IsNotWritten(string service)
    {
        await using var world = await World.StartAsync(service, "relationship");
        await AssertNotTakenAsync(world, RequestOf(Reach.Related));
    }

    [Theory, InlineData("index"), InlineData("learning")]
    public async Task RowsOfAnAgency_AreShownToItAndTakenFromItOnly(string service)
    {
        await using var world = await World.StartAsync(service, "agency");
        var stranger = RequestOf(Reach.Related) with { AgencyId = Guid.CreateVersion7() };
        Assert.NotEmpty(world.Tables);
        Assert.All(await world.CountAsync(RequestOf(Reach.Related)), table => Assert.True(table.Count > 0, table.Name));
        Assert.All(await world.CountAsync(stranger with { Name = RowContext.OfAnyChild.Name }), table => Assert.True(table.Count > 0, table.Name));
        Assert.All(await world.CountAsync(stranger), table => Assert.True(table.Count == 0, table.Name));
        await AssertNotTakenAsync(world, stranger);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task Inbox_OfAnotherAgency_IsShownToNoRequestAndTakesFromEach(string service)
    {
        await using var world = await World.StartAsync(service, "addressee");
        Assert.Equal(["inbox_item"], world.Tables);
        foreach (var reach in new[] { Reach.Related, Reach.AnyChild, Reach.SealedChild })
        {
            var request = RowContext.Request(reach, Guid.CreateVersion7(), Person, Now);
            Assert.Equal(0, Assert.Single(await world.CountAsync(request)).Count);
            await using var app = await world.OpenAsync(request);
            await using var insert = new NpgsqlCommand(world.Inserts["inbox_item"].Replace($"'{World.Child}'::uuid", $"'{Guid.CreateVersion7()}'::uuid", StringComparison.Ordinal), app);
            Assert.Equal(1, await insert.ExecuteNonQueryAsync());
        }

        Assert.Equal(1, Assert.Single(await world.CountAsync(RowContext.Request(Reach.SealedChild, Agency, Person, Now))).Count);
        Assert.Equal(4, Assert.Single(await world.CountAsync(RowContext.Job)).Count);
    }

    private static async Task AssertNotTakenAsync(World world, RowContext request)
    {
        await using var app = await world.OpenAsync(request);
        foreach (var table in world.Tables)
        {
            await using var insert = new NpgsqlCommand(world.Inserts[table], app);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync());
            Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, table), (refused.SqlState, refused.TableName ?? table));
        }
    }

    private static string Text(object? value) => value is null ? "NULL" : $"'{value}'";

    private static RowContext RequestOf(Reach reach) => RowContext.Request(reach, Agency, Person, Now);

    private static Task<List<string>> WithPolicyAsync(TestPostgres database, string policy) => MigratedDatabase.QueryAsync(
        database.Superuser, $"SELECT relname::text FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE polname = '{policy}' AND NOT polpermissive", row => row.GetString(0));

    /// <summary>One row in each table, parts joined to their wholes; what is looked at are the tables that have a policy.</summary>
    private sealed class World(TestPostgres database, NpgsqlConnection outside, Dictionary<string, string> inserts, IReadOnlyList<string> tables) : IAsyncDisposable
    {
        // One child for all rows, so that a part and its whole are of the same.
        public const string Child = "0193a000-0000-7000-8000-0000000000c1";
        public const string Children = $"ARRAY['{Child}'::uuid]";

        public IReadOnlyList<string> Tables => tables;

        public Dictionary<string, string> Inserts => inserts;

        public static async Task<World> StartAsync(string service, string policy)
        {
            var database = await TestPostgres.CreateDatabaseAsync();
            await MigratedDatabase.MigrateAsync(service, database.Settings);
            // Every id of the world is this one: each reference leads somewhere.
            var inserts = (await OneRowEach.InsertsAsync(database)).ToDictionary(
                pair => pair.Key, pair => pair.Value.Replace("gen_random_uuid()", $"'{Child}'::uuid", StringComparison.Ordinal).Replace($"substr('{Child}'::uuid::text, 1, 1)", "'x'", StringComparison.Ordinal));
            await OneRowEach.FillAsync(database, inserts.Where(pair => !Apart.Contains(pair.Key) && pair.Key != "relationship").Select(pair => pair.Value));
            var outside = new NpgsqlConnection(database.Superuser);
            await outside.OpenAsync();
            var tables = (await WithPolicyAsync(database, policy)).Except(["relationship"]).ToList();
            return new World(database, outside, inserts, tables);
        }

        public async Task RunAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, outside);
            await command.ExecuteNonQueryAsync();
        }

        public async Task<NpgsqlConnection> OpenAsync(RowContext context)
        {
            var app = new NpgsqlConnection(database.App);
            await app.OpenAsync();
            await using var say = RowContextInterceptor.Saying(context, app);
            await say.ExecuteNonQueryAsync();
            return app;
        }

        public async Task<List<(string Name, long Count)>> CountAsync(RowContext context)
        {
            await using var app = await OpenAsync(context);
            var counts = new List<(string, long)>();
            foreach (var table in tables)
            {
                await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", app);
                counts.Add((table, (long)(await command.ExecuteScalarAsync())!));
            }

            return counts;
        }

        public ValueTask DisposeAsync() => outside.DisposeAsync();
    }
}
