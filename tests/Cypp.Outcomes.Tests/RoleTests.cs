using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

/// <summary>AZ-6: every operation by every role, allowed or refused as the matrix says. The scorecard is for everybody.</summary>
public sealed class RoleTests
{
    private static readonly Dictionary<string, string[]> Operations = new()
    {
        ["GET /outcomes/v1/counts"] = [Roles.ClusterManager, Roles.SocialWorkManager, Roles.PerformanceManager],
        ["POST /outcomes/v1/periods/2099-Q4/closure"] = [Roles.PerformanceManager],
        ["POST /outcomes/v1/projection/replay"] = [Roles.PlatformOperator],
        ["GET /outcomes/v1/messages"] = [Roles.PlatformOperator],
        ["GET /outcomes/v1/messages/parked"] = [Roles.PlatformOperator],
        ["POST /outcomes/v1/messages/reconciliation"] = [Roles.PlatformOperator],
        ["POST /outcomes/v1/messages/parked/replay"] = [Roles.PlatformOperator],
        ["POST /outcomes/v1/messages/parked/0193a000-0000-7000-8000-000000000001/discard"] = [Roles.PlatformOperator],
        ["POST /outcomes/v1/messages/parked/0193a000-0000-7000-8000-000000000001/discard/approval"] = [Roles.PlatformOperator],
    };

    public static TheoryData<string, string> Matrix => [.. Operations.Keys.SelectMany(operation => Roles.All.Select(role => (operation, role)))];

    [Theory, MemberData(nameof(Matrix))]
    public async Task Operation_ByRole_IsAllowedAsTheMatrixSays(string operation, string role)
    {
        var service = await ServiceUnderTest.SharedAsync<OutcomesModule>(Engine.Sqlite);
        var client = service.ClientFor(TestPractitioner.Of(role));
        var path = operation.Split(' ')[1];
        var answer = operation.StartsWith("GET", StringComparison.Ordinal) ? await client.GetAsync(path) : await client.PostAsync(path);
        if (Operations[operation].Contains(role))
        {
            Assert.NotEqual(403, answer.Status);
        }
        else
        {
            Assert.Equal((403, "role-not-allowed"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Operation_WithoutToken_IsUnauthorized()
    {
        var service = await ServiceUnderTest.SharedAsync<OutcomesModule>(Engine.Sqlite);
        using var nobody = service.AnonymousClient();
        foreach (var operation in Operations.Keys.Select(operation => operation.Split(' ')))
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation[0]), new Uri(operation[1], UriKind.Relative));
            using var answer = await nobody.SendAsync(request);
            Assert.Equal(401, (int)answer.StatusCode);
        }
    }
}
