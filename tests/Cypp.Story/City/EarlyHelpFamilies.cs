using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Testing;

namespace Cypp.Story.City;

/// <summary>Families who agreed to early help: registered, enrolled, with a case and an assessment.</summary>
internal sealed class EarlyHelpFamilies(CityAgencies agencies)
{
    /// <returns>The pupils, by school, for their attendance.</returns>
    public async Task<IReadOnlyList<CityPupil>> SeedAsync(string cluster, int first, int families, string day)
    {
        var pupils = new List<CityPupil>();
        var lead = await agencies.SystemOf(CityAgencies.EarlyHelp(cluster)).AsAsync(Roles.LeadPractitioner);
        for (var family = 0; family < families; family++)
        {
            var number = first + family;
            var child = await RegisterChildAsync(lead, number, cluster);
            var adult = Expect.Success(
                await lead.PostAsync("/index/v1/adults", new { givenName = MadeUp.GivenName(number + 7), familyName = MadeUp.FamilyName(number) }), "adult").Id("adultId");
            var familyId = Expect.Success(await lead.PostAsync("/index/v1/families", new
            {
                childIds = new[] { child },
                adults = new[]
                {
                    new
                    {
                        adultId = adult, sameHousehold = true,
                        children = new[] { new { childId = child, relationship = "mother", hasParentalResponsibility = true } },
                    },
                },
            }), "family").Id("familyId");
            var opened = Expect.Success(await lead.PostAsync("/early-help/v1/cases", new
            {
                familyId,
                childIds = new[] { child },
                agreement = new { agreedByAdultIds = new[] { adult }, text = "We want help with mornings.", scope = "school and early help", agreedOn = day },
            }), "case");
            Expect.Success(await lead.PostAsync($"/early-help/v1/cases/{opened.Id("caseId")}/assessment", new
            {
                analysis = "Made up for the synthetic city.",
                needs = new[] { new { childId = child, need = "routine" } },
                adultFactors = Array.Empty<object>(),
                familysPart = "Told us what matters to them.",
                completedOn = day,
            }, ifMatch: opened.ETag), "assessment");
            pupils.Add(await EnrolAsync(cluster, child, number));
        }

        return pupils;
    }

    public static async Task<Guid> RegisterChildAsync(AgencyClient client, int number, string cluster) => Expect.Success(
        await client.PostAsync("/index/v1/children", new
        {
            givenName = MadeUp.GivenName(number),
            familyName = MadeUp.FamilyName(number),
            birthDate = BirthDateOf(number).ToString("yyyy-MM-dd", null),
            sex = number % 2 == 0 ? "f" : "m",
            nhsNumber = MadeUp.NhsNumber(number),
            upn = MadeUp.Upn(number),
            address = new { lines = new[] { $"{number} Made Up Street" }, postcode = "LS1 1UR" },
            residenceCluster = cluster,
        }), "child").Id("childId");

    private async Task<CityPupil> EnrolAsync(string cluster, Guid childId, int number)
    {
        var school = CityAgencies.School(cluster, number % 2 == 0 ? "secondary" : "primary");
        var officer = await agencies.SystemOf(school).AsAsync(Roles.SchoolOfficer);
        Expect.Success(await officer.PostAsync("/learning/v1/enrolments", new
        {
            childId,
            upn = MadeUp.Upn(number),
            givenName = MadeUp.GivenName(number),
            familyName = MadeUp.FamilyName(number),
            birthDate = BirthDateOf(number).ToString("yyyy-MM-dd", null),
            enrolledOn = "2015-09-07",
        }), "enrolment");
        return new CityPupil(school, MadeUp.Upn(number), number);
    }

    private static DateOnly BirthDateOf(int number) => new DateOnly(number % 2 == 0 ? 2003 : 2008, 1 + (number % 12), 1 + (number % 27));
}

internal sealed record CityPupil(DemoAgency School, string Upn, int Number);
