using System.Collections.Concurrent;
using Cypp.Access;
using Cypp.System.Tests.Architecture;
using Cypp.Testing;
using Cypp.Testing.Walk;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cypp.System.Tests.Access;

/// <summary>
/// AZ-6: every endpoint x role x type of agency, against what access-matrix.json says. An endpoint that the file does not
/// name, or that anybody may call, fails here and at start.
/// </summary>
public sealed class MatrixTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<ServiceUnderTest>>> Hosts = new();

    public static TheoryData<string> Services => [.. Modules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task EveryEndpoint_LetsInTheRolesOfTheMatrixAndNoOther(string name)
    {
        var service = await StartAsync(name);
        foreach (var (endpoint, policy) in EndpointsOf(service))
        {
            foreach (var caller in CallersOf(policy))
            {
                var answer = await SendAsync(service.ClientFor(caller), endpoint);
                var mayTry = policy.Roles.Contains(caller.Role) && AccessMatrix.Roles[caller.Role].AgencyTypes.Contains(caller.AgencyType);
                Assert.True(
                    mayTry != (answer is { Status: 403, Code: "role-not-allowed" }),
                    $"{policy.Name} by {caller.Role} of {caller.AgencyType} answered {answer.Status} {answer.Code}.");
                Assert.True(answer.Status < 500, $"{policy.Name} by {caller.Role} answered {answer.Status}.");
            }
        }
    }

    [Theory, MemberData(nameof(Services))]
    public async Task EveryEndpoint_WithoutToken_IsUnauthenticated(string name)
    {
        var service = await StartAsync(name);
        foreach (var (endpoint, policy) in EndpointsOf(service))
        {
            var answer = await SendAsync(new AgencyClient(service.AnonymousClient()), endpoint);
            Assert.True(answer is { Status: 401, Code: "unauthenticated" }, $"{policy.Name} without a token answered {answer.Status} {answer.Code}.");
        }
    }

    [Theory, MemberData(nameof(Services))]
    public async Task EveryView_OfAnUnknownId_IsNotFound(string name)
    {
        var service = await StartAsync(name);
        // An access log is empty for a child whom nobody looked at, known or not.
        foreach (var (endpoint, policy) in EndpointsOf(service).Where(one => one.Policy.Kind == ActionKind.View
            && one.Endpoint.RoutePattern.Parameters.Count > 0 && !one.Policy.Name.EndsWith("_ReadAccessLog", StringComparison.Ordinal)))
        {
            foreach (var role in policy.Roles)
            {
                var answer = await SendAsync(service.ClientFor(TestPractitioner.Of(role)), endpoint);
                Assert.True(answer is { Status: 404, Code: "not-found" }, $"{policy.Name} by {role} answered {answer.Status} {answer.Code}.");
            }
        }
    }

    [Fact]
    public async Task EveryRowOfTheMatrix_IsAnEndpoint()
    {
        List<string> mapped = [];
        foreach (var module in Modules.All)
        {
            var service = await StartAsync(module.Name);
            mapped.AddRange(EndpointsOf(service).Select(one => one.Policy.Name));
        }

        Assert.Equal(AccessMatrix.Actions.Keys.Order(), mapped.Order());
        Assert.Equal(Roles.All.Order(), AccessMatrix.Roles.Keys.Order());
        Assert.Empty(AccessMatrix.Actions.Values.SelectMany(action => action.Roles).Except(Roles.All));
    }

    /// <summary>Every role; where the operation lets a role in, from each of its types of agency, from another and from one that nobody knows.</summary>
    private static IEnumerable<TestPractitioner> CallersOf(Policy policy) =>
        from role in AccessMatrix.Roles
        let own = role.Value.AgencyTypes
        from agencyType in policy.Roles.Contains(role.Key) ? own.Append(AccessMatrix.AgencyTypes.Except(own).First()).Append("unknown") : own.Take(1)
        select TestPractitioner.Of(role.Key, agencyType, "beck-valley");

    /// <summary>One host a service for all the walks.</summary>
    private static Task<ServiceUnderTest> StartAsync(string name) => Hosts.GetOrAdd(name, static name => new(() =>
        ServiceUnderTest.StartAsync(Modules.All.Single(module => module.Name == name), Engine.Sqlite, settings: new Dictionary<string, string?>
        {
            ["Identity:Issuer"] = TestIssuer.Issuer,
            ["Identity:KeyDirectory"] = Directory.CreateTempSubdirectory("cypp-test-keys-").FullName,
        }))).Value;

    /// <summary>All of the service's own; what has no policy must be open by the matrix.</summary>
    private static List<(RouteEndpoint Endpoint, Policy Policy)> EndpointsOf(ServiceUnderTest service)
    {
        var all = service.OwnEndpoints().ToList();
        Assert.All(
            all.Where(endpoint => endpoint.Metadata.GetMetadata<Policy>() is null),
            open => Assert.Contains(open.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, AccessMatrix.Open));
        return [.. all.Where(endpoint => endpoint.Metadata.GetMetadata<Policy>() is not null)
            .Select(endpoint => (endpoint, endpoint.Metadata.GetRequiredMetadata<Policy>()))];
    }

    private static Task<Answer> SendAsync(AgencyClient client, RouteEndpoint endpoint)
    {
        var path = endpoint.PathWith(_ => Guid.CreateVersion7());
        return endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0] switch
        {
            "GET" => client.GetAsync(path),
            "PUT" => client.PutAsync(path, new { }),
            _ => client.PostAsync(path, new StringContent("{}", null, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")),
        };
    }
}
