using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.System.Tests.Architecture;
using Cypp.System.Tests.Wire;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.OAuth;

/// <summary>ID-9: client libraries that others wrote get from discovery to an answer with their defaults, over HTTPS.</summary>
public sealed partial class ClientLibraryTests
{
    private static readonly DemoAgency Agency = DemoAgencies.SecondarySchool;

    [Theory]
    [InlineData("openid-client")]
    [InlineData("oauth4webapi")]
    public async Task Library_WithItsDefaults_CallsAsThePractitionerAndIsRefusedASecondUse(string library)
    {
        using var authority = new PeerAuthority();
        using var certificate = authority.Issue("localhost");
        await using var platform = await InProcessPlatform.StartAsync(SyntheticCity.Monday, certificate);
        var keys = Path.Combine(platform.Directory, "demo-keys");
        await platform.ImportAgenciesAsync(new AgencyKeys(keys).WriteImportFile([Agency]));
        var authorityFile = Path.Combine(platform.Directory, "authority.pem");
        await File.WriteAllTextAsync(authorityFile, authority.Pem);

        var said = await RunAsync(library, new()
        {
            ["NODE_EXTRA_CA_CERTS"] = authorityFile,
            ["CYPP_ISSUER"] = new Uri(platform.Gateway, "identity").ToString(),
            ["CYPP_CLIENT_ID"] = Agency.ClientId,
            ["CYPP_KEY_FILE"] = Path.Combine(keys, Agency.Code + ".pem"),
            ["CYPP_KEY_ID"] = Agency.Code,
            ["CYPP_PRACTITIONER_ID"] = Agency.Practitioner(Roles.SchoolLead).ToString(),
            ["CYPP_PRACTITIONER_ROLE"] = Roles.SchoolLead,
        });

        // The libraries write the type in lower case: it is case-insensitive.
        Assert.Equal("bearer", said.GetProperty("tokenType").GetString());
        Assert.InRange(said.GetProperty("expiresIn").GetInt32(), 290, 300);
        Assert.Equal(Agency.Practitioner(Roles.SchoolLead), said.GetProperty("practitioner").GetGuid());
        Assert.Equal(200, said.GetProperty("status").GetInt32());
        Assert.Equal("pending", said.GetProperty("match").GetProperty("outcome").GetString());
        Assert.Equal("""{"status":401,"error":"invalid_client"}""", said.GetProperty("secondUse").GetRawText());
    }

    /// <summary>ID-7, ID-8: a person signs in by pushed request, code and PKCE; the code's second use ends the session.</summary>
    [Theory]
    [InlineData("openid-client")]
    [InlineData("oauth4webapi")]
    public async Task Library_WithItsDefaults_SignsAPersonIn(string library)
    {
        using var authority = new PeerAuthority();
        using var certificate = authority.Issue("localhost");
        await using var platform = await InProcessPlatform.StartAsync(SyntheticCity.Monday, certificate);
        var keys = Path.Combine(platform.Directory, "demo-keys");
        await platform.ImportAgenciesAsync(new AgencyKeys(keys).WriteImportFile([Agency]));
        var authorityFile = Path.Combine(platform.Directory, "authority.pem");
        await File.WriteAllTextAsync(authorityFile, authority.Pem);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (privateFile, publicFile) = (Path.Combine(keys, "web.pem"), Path.Combine(keys, "web-public.pem"));
        await File.WriteAllTextAsync(privateFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(publicFile, key.ExportSubjectPublicKeyInfoPem());
        await platform.CommandAsync(
            "agency", "register-web", "--id", Agency.Id.ToString(), "--client", "school-web", "--key", publicFile, "--kid", "web", "--redirect", "https://web.test/callback");
        var person = Agency.Practitioner(Roles.SchoolLead);
        var told = await platform.CommandAsync(
            "practitioner", "add", "--id", person.ToString(), "--user", "a.lead", "--agency", Agency.Id.ToString(), "--roles", $"{Roles.SchoolLead},{Roles.KeyAdult}",
            "--contract-ends", TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        var began = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var said = await RunAsync(library + "-person", new()
        {
            ["NODE_EXTRA_CA_CERTS"] = authorityFile,
            ["CYPP_ISSUER"] = new Uri(platform.Gateway, "identity").ToString(),
            ["CYPP_CLIENT_ID"] = "school-web",
            ["CYPP_KEY_FILE"] = privateFile,
            ["CYPP_KEY_ID"] = "web",
            ["CYPP_USER"] = "a.lead",
            ["CYPP_ENROLMENT_CODE"] = EnrolmentCode().Match(told).Groups[1].Value,
            ["CYPP_ROLE"] = Roles.SchoolLead,
        });

        Assert.Equal(
            ("index learning", person, Roles.SchoolLead, "aal2"),
            (said.GetProperty("scope").GetString(), said.GetProperty("practitioner").GetGuid(), said.GetProperty("role").GetString(), said.GetProperty("acr").GetString()));
        Assert.InRange(said.GetProperty("authTime").GetInt64(), began, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal((200, "pending"), (said.GetProperty("status").GetInt32(), said.GetProperty("match").GetProperty("outcome").GetString()));
        Assert.Equal(("invalid_grant", "invalid_grant"), (said.GetProperty("reuse").GetString(), said.GetProperty("afterReuse").GetString()));
    }

    [GeneratedRegex("enrolment code ([A-Z2-7-]+)")]
    private static partial Regex EnrolmentCode();

    // Without Node.js the start throws: a missing tool is a failure.
    private static async Task<JsonElement> RunAsync(string library, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Sources.Root, "tests", "tools", "oauth", library + ".mjs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return JsonSerializer.Deserialize<JsonElement>(await output);
    }
}
