using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

/// <summary>Restriction level 2 reaches a service by message (AZ-1): the child is absent, the sibling stays.</summary>
public sealed class SealedChildTests
{
    [Theory, Engines]
    public async Task Sealed_IsGoneFromCasePromptsAndStepUps_ForAllButTheNamed(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var (school, named) = (TestPractitioner.Of(Roles.SchoolLead, "school", "beck-valley"), family.LeadPractitioner.Colleague());
        await family.Service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), family.Elder, school.AgencyId, "beck-valley", "secondary", new DateOnly(2015, 9, 7)), family.Elder);
        await family.Service.DeliverAsync(new PersistentAbsenceChanged(family.Elder, school.AgencyId, "beck-valley", 2015, true, 10, new DateOnly(2015, 10, 23)), family.Elder);
        var stepUp = await family.StepUpAsync(family.Elder);
        Assert.Equal(200, (await family.Lead.GetAsync($"/early-help/v1/step-ups/{stepUp}")).Status);
        await RestrictAsync(family, isSealed: true, named.PractitionerId);
        Assert.Equal([family.Younger], await MembersAsync(family.Lead, family));
        Assert.DoesNotContain(family.Elder.ToString(), (await family.Service.ClientFor(school).GetAsync("/early-help/v1/prompts")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await family.Lead.GetAsync($"/early-help/v1/step-ups/{stepUp}")).Status);
        var words = await family.EditAsync("/words", new { childId = family.Elder, words = "w", heardOn = "2015-11-02" });
        Assert.Equal("child-not-in-case", words.Code);
        Assert.Equal(2, (await MembersAsync(family.Service.ClientFor(named), family)).Count);
        await RestrictAsync(family, isSealed: false);
        Assert.Equal(2, (await MembersAsync(family.Lead, family)).Count);
    }

    /// <summary>The assessment is the family's: what it says of the sealed child is not for who leads for the sibling.</summary>
    [Theory, Engines]
    public async Task Sealed_IsGoneFromTheFamilysAssessment_ForAllButTheNamed(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var named = family.LeadPractitioner.Colleague();
        await family.EditAsync("/assessment", new
        {
            analysis = "a",
            needs = new[] { new { childId = family.Elder, need = "of the elder" }, new { childId = family.Younger, need = "of the younger" } },
            adultFactors = Array.Empty<object>(),
            familysPart = "f",
            completedOn = "2015-11-02",
        });
        Assert.Equal(["of the elder", "of the younger"], await NeedsAsync(family.Lead, family));
        await RestrictAsync(family, isSealed: true, named.PractitionerId);
        Assert.Equal(["of the younger"], await NeedsAsync(family.Lead, family));
        Assert.Equal(["of the elder", "of the younger"], await NeedsAsync(family.Service.ClientFor(named), family));
    }

    [Theory, Engines]
    public async Task Interest_Declared_HidesTheChildFromThatPersonInThisServiceToo(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var kin = family.LeadPractitioner.Colleague();
        var told = await family.Service.DeliverAsync(new InterestDeclared(kin.PractitionerId, family.Elder, "relative", ServiceUnderTest.Monday), family.Elder);
        await family.Service.DeliverAsync(told);
        Assert.Equal([family.Younger], await MembersAsync(family.Service.ClientFor(kin), family));
        Assert.Equal(2, (await MembersAsync(family.Lead, family)).Count);
    }

    private static async Task RestrictAsync(Family family, bool isSealed, params Guid[] named)
    {
        var told = await family.Service.DeliverAsync(new ChildRestricted(family.Elder, isSealed, named, ServiceUnderTest.Monday), family.Elder);
        await family.Service.DeliverAsync(told);
    }

    private static async Task<IReadOnlyList<string>> NeedsAsync(AgencyClient reader, Family family) =>
        [.. (await reader.GetAsync(family.Path)).Json["assessment"]!["needs"]!.AsArray().Select(need => (string)need!["need"]!)];

    private static async Task<IReadOnlyList<Guid>> MembersAsync(AgencyClient reader, Family family) =>
        [.. (await reader.GetAsync(family.Path)).Json["members"]!.AsArray().Select(member => Guid.Parse((string)member!["childId"]!))];
}
