using System.Diagnostics;
using System.Globalization;
using Cypp.System.Tests.Architecture;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary><c>deploy/back-up</c> and <c>deploy/restore</c> as an operator runs them.</summary>
internal static class BackUpCommand
{
    /// <summary>Role of backups on a test's server, which no service knows.</summary>
    public const string Role = "cypp_test_backup";

    private const string Password = "cypp-test";

    public const string MakeRole = $"""
        DO $$ BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('cypp.create-role'));
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN
                CREATE ROLE {Role} LOGIN NOSUPERUSER BYPASSRLS PASSWORD '{Password}';
                GRANT pg_read_all_data TO {Role};
            END IF;
        END $$
        """;

    /// <param name="connection">Of anybody, to the database.</param>
    /// <returns>The same as the role of backups.</returns>
    public static string As(string connection) => new NpgsqlConnectionStringBuilder(connection) { Username = Role, Password = Password }.ToString();

    /// <param name="script">back-up or restore.</param>
    /// <param name="connection">As whom, and where.</param>
    public static async Task<(int Code, string Said)> RunAsync(string script, string connection, params string[] arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(Path.Combine(Sources.Root, "deploy", script), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (to.Host, to.Port.ToString(CultureInfo.InvariantCulture));
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (to.Username, to.Password);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public static async Task DoneAsync(string script, string connection, params string[] arguments)
    {
        var (code, said) = await RunAsync(script, connection, arguments);
        Assert.True(code == 0, said);
    }
}
