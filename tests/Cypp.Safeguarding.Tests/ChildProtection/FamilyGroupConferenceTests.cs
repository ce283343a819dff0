using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class FamilyGroupConferenceTests
{
    [Theory, Engines]
    public async Task Post_CareApplication_WaitsForOfferConferenceAndAnswer(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        Assert.Equal((409, "family-group-conference-not-offered"), Refusal(await StepAsync(one, "care-application")));
        var offered = await OfferAsync(one, (one.Mother, "accepted"), (one.Partner, "declined"));
        Assert.Equal((201, true), (offered.Status, (bool)offered.Json["accepted"]!));
        Assert.Equal((409, "family-group-conference-not-held"), Refusal(await StepAsync(one, "planned-removal")));

        var coordinator = one.WorkerPerson.Colleague(Roles.FamilyGroupConferenceCoordinator);
        var path = $"/safeguarding/v1/family-group-conferences/{offered.Id("familyGroupConferenceId")}";
        object Held(Guid coordinatorId) => new { heldOn = one.Today, familysPlan = "The grandmother moves in.", coordinatorId };
        var client = one.Service.ClientFor(coordinator);
        Assert.Equal("coordinator-not-independent", (await client.PostAsync(path + "/held", Held(one.WorkerPerson.PractitionerId), offered.ETag)).Code);
        Assert.Equal(428, (await client.PostAsync(path + "/held", Held(coordinator.PractitionerId))).Status);
        Assert.Equal(200, (await client.PostAsync(path + "/held", Held(coordinator.PractitionerId), offered.ETag)).Status);
        Assert.Equal(404, (await client.GetAsync(path)).Status);

        Assert.Equal((409, "familys-plan-not-answered"), Refusal(await StepAsync(one, "care-application")));
        Assert.Equal((422, "voice-missing"), Refusal(await StepAsync(one, "care-application", "It does not keep him away.", voice: null)));
        Assert.Equal(201, (await StepAsync(one, "care-application", "It does not keep him away.")).Status);
    }

    [Theory, Engines]
    public async Task Post_PlannedRemovalAfterAllDeclined_Passes(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        await OfferAsync(one, (one.Mother, "declined"), (one.Partner, "no-reply"));
        Assert.Equal(201, (await StepAsync(one, "planned-removal")).Status);
    }

    [Theory, Engines]
    public async Task Post_OfferNotApart_IsRefusedWhereOneMayHaveHarmedAnother(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var together = await one.WorkAsync("/family-group-conferences", new
        {
            offers = new[] { new { adultId = one.Mother, offeredOn = one.Today, offeredApart = false, response = "accepted" } },
        });
        Assert.Equal((422, "offer-not-apart"), Refusal(together));
    }

    [Theory, Engines]
    public async Task Post_EmergencyPower_PassesAndTheConferenceIsOwedAfterwards(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var step = await StepAsync(one, "police-protection", voice: null);
        Assert.Equal((201, true), (step.Status, (bool)step.Json["familyGroupConferenceOwed"]!));
        var inbox = await one.Worker.GetAsync("/safeguarding/v1/inbox");
        Assert.Contains(inbox.Json["items"]!.AsArray(), item => (string?)item!["kind"] == "family-group-conference-owed");
        Assert.Equal(409, (await StepAsync(one, "care-application")).Status);
        Assert.True(await IsOwedAsync(one));
        await OfferAsync(one, (one.Mother, "declined"), (one.Partner, "declined"));
        Assert.False(await IsOwedAsync(one));
        Assert.False((bool)(await StepAsync(one, "emergency-protection-order")).Json["familyGroupConferenceOwed"]!);
        Assert.Equal((400, "unknown-code"), Refusal(await StepAsync(one, "perhaps")));
    }

    [Theory, Engines]
    public async Task Post_EmergencyPowerBeforeAnyDecision_IsRecordedByTheOutOfHoursTeam(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine), undecided: true);
        var outOfHours = one.Service.ClientFor(one.WorkerPerson.Colleague(Roles.OutOfHours));
        var path = $"/safeguarding/v1/referrals/{one.ReferralId}/legal-steps";
        var planned = await outOfHours.PostAsync(path, new { kind = "planned-removal", reason = "R." }, "\"2\"");
        Assert.Equal((403, "role-not-allowed"), Refusal(planned));
        Assert.Equal(201, (await outOfHours.PostAsync(path, new { kind = "police-protection", reason = "One night." }, "\"2\"")).Status);
        var inbox = await one.Manager.GetAsync("/safeguarding/v1/inbox");
        Assert.Contains(inbox.Json["items"]!.AsArray(), item => (string?)item!["kind"] == "family-group-conference-owed");
    }

    [Theory, Engines]
    public async Task Post_SeniorsException_OpensTheGateAndOnlyASeniorMayRecordIt(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var body = new { reason = "Telling the family would put the child at risk." };
        Assert.Equal(403, (await one.Worker.PostAsync($"/safeguarding/v1/referrals/{one.ReferralId}/family-group-conference-exceptions", body, "\"3\"")).Status);
        var senior = one.Service.ClientFor(one.WorkerPerson.Colleague(Roles.SeniorManager));
        Assert.Equal(201, (await one.WorkAsync("/family-group-conference-exceptions", body, senior)).Status);
        Assert.Equal(201, (await StepAsync(one, "care-application")).Status);
    }

    private static async Task<bool> IsOwedAsync(CaseUnderTest one) =>
        (bool)(await one.Worker.GetAsync($"/safeguarding/v1/referrals/{one.ReferralId}/child-protection")).Json["familyGroupConferenceOwed"]!;

    private static Task<Answer> OfferAsync(CaseUnderTest one, params (Guid AdultId, string Response)[] offers) => one.WorkAsync(
        "/family-group-conferences",
        new { offers = offers.Select(offer => new { adultId = offer.AdultId, offeredOn = one.Today, offeredApart = true, response = offer.Response }) });

    private static Task<Answer> StepAsync(CaseUnderTest one, string kind, string? answer = null, string? voice = "I want to stay.") =>
        one.WorkAsync("/legal-steps", new { kind, reason = "Made up.", familysPlanAnswer = answer, childWords = voice });

    private static (int Status, string? Code) Refusal(Answer answer) => (answer.Status, answer.Code);
}
