using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Contracts.Learning;
using Cypp.Testing;
using Cypp.Testing.Walk;

namespace Cypp.Index.Tests;

/// <summary>Everything that the index holds of one made-up child: record, family, a pending match, and where it was looked at in an emergency.</summary>
internal sealed class Records(ServiceUnderTest service, TestPractitioner worker)
{
    public const string HiddenStreet = "77 Hidden Lane";
    public const string HiddenPostcode = "LS9 9ZZ";

    // Of no child, of one who is sealed, or of whoever works.
    private static readonly string[] Asked = ["agreementId", "unsealingId", "practitionerId"];

    private readonly Dictionary<string, Guid> _ids = [];

    public TestPractitioner Worker => worker;

    public TestPractitioner School { get; } = TestPractitioner.Of(Roles.SchoolLead);

    public Guid ChildId => _ids["childId"];

    public static async Task<Records> OfAsync(ServiceUnderTest service, TestPractitioner? worker = null)
    {
        var records = new Records(service, worker ?? TestPractitioner.Of(Roles.SocialWorker));
        await records.RegisterAsync();
        await records.OverrideAsync();
        return records;
    }

    /// <param name="beside">Ids that are not the child's in this state: a match with nobody to compare is a question, no more.</param>
    public WalkedRecord In(string state, params string[] beside) => new(state, _ids.Where(id => !beside.Contains(id.Key)).ToDictionary())
    {
        Beside = Asked.Concat(beside).Where(name => beside.Contains(name) || !_ids.ContainsKey(name)).ToDictionary(name => name, name => _ids.GetValueOrDefault(name, Guid.CreateVersion7())),
    };

    public Task TellAsync(object message) => service.DeliverAsync(message, ChildId);

    /// <summary>Hidden from all but the allocated social work.</summary>
    public async Task HideAsync()
    {
        var client = service.ClientFor(worker);
        var etag = (await client.GetAsync($"/index/v1/children/{ChildId}")).ETag;
        var body = new { lines = new[] { HiddenStreet }, postcode = HiddenPostcode, residenceCluster = "aire-valley", hidden = true };
        Assert.Equal(204, (await client.PutAsync($"/index/v1/children/{ChildId}/address", body, etag)).Status);
    }

    /// <summary>Sealed by the agency's senior manager, who has proposed to unseal it.</summary>
    public async Task SealAsync(TestPractitioner senior, TestPractitioner named)
    {
        var client = service.ClientFor(senior);
        var sealing = new { reasonCode = "adoption", namedReaderIds = new[] { named.PractitionerId } };
        Assert.Equal(204, (await client.PostAsync($"/index/v1/children/{ChildId}/sealing", sealing)).Status);
        _ids["unsealingId"] = (await client.PostAsync($"/index/v1/children/{ChildId}/unsealings", new { })).Id("unsealingId");
    }

    private async Task RegisterAsync()
    {
        var (given, family) = (People.NewName(), People.NewName());
        _ids["childId"] = await service.RegisterAsync(worker, People.Child(given, family));
        _ids["adultId"] = await service.RegisterAdultAsync();
        var client = service.ClientFor(worker);
        var recorded = await client.PostAsync("/index/v1/families", new
        {
            childIds = new[] { ChildId },
            adults = new[] { new { adultId = _ids["adultId"], sameHousehold = true, children = new[] { new { childId = ChildId, relationship = "mother", hasParentalResponsibility = true } } } },
        });
        Assert.Equal(201, recorded.Status);
        await TellAsync(new PupilEnrolled(Guid.CreateVersion7(), ChildId, School.AgencyId, "aire-valley", "secondary", new DateOnly(2015, 9, 7)));
        _ids["matchId"] = (await client.PostAsync("/index/v1/match", new JsonObject { ["givenName"] = given, ["familyName"] = family, ["birthDate"] = "2005-03-05" })).Id("matchId");
    }

    private async Task OverrideAsync()
    {
        var person = TestPractitioner.Of(Roles.SocialWorker) with { SignedInAt = service.Time.GetUtcNow(), MayOverride = true };
        var begun = await service.ClientFor(person).PostAsync(
            "/index/v1/access-overrides", new { childId = ChildId, category = "missing-child", reason = "Made up, of more than twenty letters." });
        _ids["overrideId"] = begun.Id("overrideId");
        var inbox = await service.ClientFor(TestPractitioner.Of(Roles.InformationGovernance)).GetAsync("/index/v1/inbox");
        _ids["itemId"] = Guid.Parse((string)inbox.Json["items"]!.AsArray().Single(item => (string?)item!["subjectId"] == _ids["overrideId"].ToString())!["id"]!);
    }
}
