using System.Globalization;
using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>Synthetic people for tests: each call makes somebody new, so that tests that share a database do not meet.</summary>
internal static class People
{
    private static int _last;

    public static string NewName() => "Test" + string.Concat(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    /// <summary>A valid NHS number of the synthetic range, which begins with 999.</summary>
    public static string NewNhsNumber()
    {
        while (true)
        {
            var nine = "999" + Interlocked.Increment(ref _last).ToString("000000", CultureInfo.InvariantCulture);
            var check = 11 - (nine.Select((digit, place) => (digit - '0') * (10 - place)).Sum() % 11);
            if (check != 10)
            {
                return nine + (check % 11);
            }
        }
    }

    public static JsonObject Child(
        string? givenName = null, string? familyName = null, string birthDate = "2005-03-04", string postcode = "LS1 4AP", string? nhsNumber = null, string? upn = null)
    {
        var child = new JsonObject
        {
            ["givenName"] = givenName ?? NewName(),
            ["familyName"] = familyName ?? NewName(),
            ["birthDate"] = birthDate,
            ["sex"] = "f",
            ["address"] = new JsonObject { ["lines"] = new JsonArray("1 Made Up Street", "Leeds"), ["postcode"] = postcode },
            ["residenceCluster"] = "aire-valley",
        };
        if (nhsNumber is not null)
        {
            child["nhsNumber"] = nhsNumber;
        }

        if (upn is not null)
        {
            child["upn"] = upn;
        }

        return child;
    }

    public static async Task<Guid> RegisterAsync(this ServiceUnderTest service, TestPractitioner practitioner, JsonObject? child = null)
    {
        var answer = await service.ClientFor(practitioner).PostAsync("/index/v1/children", child ?? Child());
        Assert.Equal(201, answer.Status);
        return answer.Id("childId");
    }

    public static async Task<Guid> RegisterAdultAsync(this ServiceUnderTest service)
    {
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).PostAsync("/index/v1/adults", new { givenName = NewName(), familyName = NewName() });
        Assert.Equal(201, answer.Status);
        return answer.Id("adultId");
    }

    /// <summary>Every role but the allowed gets 403, whatever the child.</summary>
    public static async Task AssertOnlyAsync(this ServiceUnderTest service, IEnumerable<string> allowed, Func<AgencyClient, Task<Answer>> call)
    {
        foreach (var role in Roles.All)
        {
            var answer = await call(service.ClientFor(TestPractitioner.Of(role)));
            Assert.Equal((role, allowed.Contains(role)), (role, answer.Status != 403));
        }
    }
}
