namespace Cypp.System.Tests.Faults;

/// <summary>The ledger is itself tested: it must notice one row that is deleted, doubled, altered or swapped, else it would prove nothing.</summary>
[Collection(FaultCollection.Name)]
public sealed class LedgerTests(FaultedPlatform faulted)
{
    private const string OneNotice = """CREATE TABLE kept AS SELECT * FROM inbox_item WHERE "Kind" = 'contact-made' ORDER BY "Id" LIMIT 1;""";

    [Theory]
    [InlineData("L3", "early-help", OneNotice + """DELETE FROM inbox_item WHERE "Id" IN (SELECT "Id" FROM kept)""", "INSERT INTO inbox_item SELECT * FROM kept; DROP TABLE kept")]
    [InlineData("L3", "early-help", OneNotice + """UPDATE kept SET "Id" = gen_random_uuid(); INSERT INTO inbox_item SELECT * FROM kept""", """DELETE FROM inbox_item WHERE "Id" IN (SELECT "Id" FROM kept); DROP TABLE kept""")]
    [InlineData(
        "L4", "outcomes", """CREATE TABLE kept AS SELECT * FROM residence WHERE "IsLatest" LIMIT 1; UPDATE residence SET "Cluster" = 'elsewhere' WHERE ("ChildId", "Since") IN (SELECT "ChildId", "Since" FROM kept)""",
        """UPDATE residence SET "Cluster" = kept."Cluster" FROM kept WHERE residence."ChildId" = kept."ChildId" AND residence."Since" = kept."Since"; DROP TABLE kept""")]
    [InlineData("L4", "outcomes", Swap, Swap + "; DROP TABLE kept")]
    [InlineData("L1", "safeguarding", $"""CREATE TABLE kept AS SELECT * FROM contact WHERE "Concern" LIKE '{Load.Concern}%' LIMIT 1; UPDATE contact SET "Concern" = '{Load.Concern}other' WHERE "Id" IN (SELECT "Id" FROM kept)""", """UPDATE contact SET "Concern" = kept."Concern" FROM kept WHERE contact."Id" = kept."Id"; DROP TABLE kept""")]
    [InlineData("L9", "outcomes", $"CREATE TABLE kept AS SELECT '9 {Load.Street}' AS line", "DROP TABLE kept")]
    [InlineData("L9", "index", $"CREATE TABLE kept AS SELECT '{Load.Concern}9' AS concern", "DROP TABLE kept")]
    public async Task OneRowThatIsNotAsItShouldBe_IsNoticed(string law, string service, string harm, string mend)
    {
        await WriteAsync();
        await Tables.ExecuteAsync(faulted.Platform, service, harm);
        Assert.Contains(await faulted.WrongAsync(), finding => finding.StartsWith(law, StringComparison.Ordinal));
        await Tables.ExecuteAsync(faulted.Platform, service, mend);
        Assert.Empty(await faulted.WrongAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task OneRowOfTheAuditThatWasAltered_IsNoticed()
    {
        await WriteAsync();
        await AlterAuditAsync("'harmed'");
        Assert.Equal(["L7 the audit of safeguarding does not verify"], await faulted.AuditAsync());
        await AlterAuditAsync("(SELECT \"Role\" FROM kept)");
        await Tables.ExecuteAsync(faulted.Platform, "safeguarding", "DROP TABLE kept");
        Assert.Empty(await faulted.AuditAsync());
    }

    // The first sealed row, past what keeps rows from being changed.
    private Task AlterAuditAsync(string role) => Tables.ExecuteAsync(faulted.Platform, "safeguarding", $"""
        CREATE TABLE IF NOT EXISTS kept AS SELECT "Id", "Role" FROM audit WHERE "Id" = (SELECT "RowId" FROM audit_chain WHERE "Sequence" = 1);
        ALTER TABLE audit DISABLE TRIGGER USER;
        UPDATE audit SET "Role" = {role} WHERE "Id" IN (SELECT "Id" FROM kept);
        ALTER TABLE audit ENABLE TRIGGER USER
        """);

    private async Task WriteAsync()
    {
        if (!faulted.HasWrites)
        {
            Assert.Empty((await faulted.JudgeAsync("no fault", TimeSpan.FromSeconds(5), _ => Task.CompletedTask)).Wrong);
        }
    }

    /// <summary>Two records of one child, taken in the wrong way round.</summary>
    private const string Swap = """
        CREATE TABLE IF NOT EXISTS kept AS
            SELECT min("MessageId"::text)::uuid AS one, max("MessageId"::text)::uuid AS other FROM journal WHERE "Type" = 'index.child-record-changed'
            GROUP BY "Payload"::json->>'childId' HAVING count(*) > 1 LIMIT 1;
        UPDATE journal SET "MessageId" = '00000000-0000-0000-0000-000000000000' FROM kept WHERE "MessageId" = one;
        UPDATE journal SET "MessageId" = one FROM kept WHERE "MessageId" = other;
        UPDATE journal SET "MessageId" = other FROM kept WHERE "MessageId" = '00000000-0000-0000-0000-000000000000'
        """;
}
