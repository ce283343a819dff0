using Cypp.Access;
using Cypp.ServiceKit.Trust;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.System.Tests.Access;

/// <summary>RFC 8705, GW-2: each service compares again what its token is bound to with what the gateway tells it.</summary>
public sealed class BoundTokenTests
{
    public static TheoryData<string> Services => [.. Modules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task Get_BoundToken_IsBelievedWithTheToldCertificateOnly(string name)
    {
        await using var service = await ServiceUnderTest.StartAsync(Modules.All.Single(module => module.Name == name), Engine.Sqlite, settings: new Dictionary<string, string?>
        {
            ["Identity:Issuer"] = TestIssuer.Issuer,
            ["Identity:KeyDirectory"] = Directory.CreateTempSubdirectory("cypp-test-keys-").FullName,
        });
        var endpoint = service.OwnEndpoints().First(one => one.Metadata.GetMetadata<Policy>() is { Kind: ActionKind.View });
        var caller = TestPractitioner.Of(endpoint.Metadata.GetRequiredMetadata<Policy>().Roles[0]);
        var (right, wrong) = (TestCertificate.New().Thumbprint, TestCertificate.New().Thumbprint);
        using var client = service.AnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Issuer.TokenFor(caller, service.Audience, boundTo: right));
        // The last two come when the token is known already.
        Assert.Equal([true, true, false, true, true], await RefusedAsync([null, wrong, right, wrong, null]));

        async Task<List<bool>> RefusedAsync(string?[] told)
        {
            List<bool> refused = [];
            foreach (var thumbprint in told)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.PathWith(_ => Guid.CreateVersion7()));
                if (thumbprint is not null)
                {
                    request.Headers.Add(CallersCertificate.Header, thumbprint);
                }

                using var response = await client.SendAsync(request);
                refused.Add((int)response.StatusCode == 401);
            }

            return refused;
        }
    }
}
