using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.System.Tests.Faults.Causes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-19: who has a token goes on, who has none is told so at once, and nobody is believed for want of someone to ask.</summary>
[Collection(FaultCollection.Name)]
public sealed class IdentityFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    /// <summary>No caller hangs until its own patience ends.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeySeen = TimeSpan.FromSeconds(60);

    [Fact(Explicit = true)]
    public async Task Identity_Away_AndItsKeyRotated()
    {
        var known = await TokenAsync();
        Task<string>? asking = null;
        int? forged = null;
        IReadOnlyList<RawAnswer> meanwhile = [];
        await HoldsAsync("FT-19 identity away, key rotated", async moment =>
        {
            // The load's tokens are those of a working day by now: exchanged, a minute or less old.
            await moment.LastAsync(TimeSpan.FromSeconds(2));
            var before = Faulted.Answers.Count;
            await IdentityFaults.AwayAsync(moment, async () =>
            {
                asking = TokenAsync();
                forged = await StatusAsync(Forged(known));
            });
            meanwhile = [.. Faulted.Answers.Skip(before)];
        });
        var fresh = await asking!;
        var watch = Stopwatch.StartNew();
        int status;
        while ((status = await StatusAsync(fresh)) != 200 && watch.Elapsed < KeySeen)
        {
            // Another key is asked for when its first token is seen, at most once a second.
        }

        Output.WriteLine($"{string.Join(", ", meanwhile.CountBy(answer => (answer.IsToken, answer.Status, answer.Code)))}; a token of the new key is believed after {watch.Elapsed.TotalSeconds:F1} s");
        Assert.NotEqual(new JsonWebToken(known).Kid, new JsonWebToken(fresh).Kid);
        Assert.Equal(200, status);
        Assert.Equal(200, await StatusAsync(known));
        Assert.Equal([401, 401], [forged, await StatusAsync(Forged(fresh))]);
        Assert.Contains(meanwhile, answer => answer is { IsWrite: true, Status: < 300 });
        Assert.Contains(meanwhile, answer => answer is { IsToken: true, Status: 502 or 503 });
        Assert.All(meanwhile.Where(answer => answer.Status is null or 401 or >= 500), answer =>
            Assert.True(answer is { Status: 502 or 503, Code: "temporarily-unavailable" } && answer.Took < AtOnce, answer.ToString()));
    }

    private Task<string> TokenAsync() => Faulted.SystemOf(DemoAgencies.EarlyHelp).TokenAsync(Roles.LeadPractitioner, DemoAgencies.EarlyHelp.Practitioner(Roles.LeadPractitioner));

    /// <summary>The same claims, signed by a key of nobody's.</summary>
    private static string Forged(string token)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new JsonWebTokenHandler().CreateToken(
            Base64UrlEncoder.Decode(new JsonWebToken(token).EncodedPayload),
            new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = Guid.CreateVersion7().ToString("n") }, SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object> { ["typ"] = "at+jwt" });
    }

    private async Task<int> StatusAsync(string token)
    {
        var child = (await Tables.RowsAsync(Faulted.Platform, "index", """SELECT "Id" FROM child ORDER BY 1 LIMIT 1""", row => row.GetGuid(0))).Single();
        using var http = new HttpClient { BaseAddress = Faulted.Platform.Gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync($"/index/v1/children/{child}");
        return (int)response.StatusCode;
    }
}
