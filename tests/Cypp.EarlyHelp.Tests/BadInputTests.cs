using Cypp.EarlyHelp.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

/// <summary>What no state could make right is refused with a code, and nothing of it is stored.</summary>
public sealed class BadInputTests
{
    public static readonly TheoryData<string, string> Bodies = new()
    {
        { "/step-ups", """{"children":[null],"disclosureBasis":"agreed","rationale":"r"}""" },
        { "/step-ups", """{"children":[],"disclosureBasis":"agreed","rationale":"r"}""" },
        { "/step-ups", """{"children":[{"childId":"CHILD","concernCategory":"N1","urgency":"soon"}],"disclosureBasis":"agreed","rationale":"r"}""" },
        { "/step-ups", """{"children":[{"childId":"CHILD","concernCategory":"N1","urgency":"immediate"}],"disclosureBasis":"because","rationale":"r"}""" },
        { "/step-ups", """{"children":[{"childId":"CHILD","concernCategory":"N1","urgency":"immediate"}],"disclosureBasis":"agreed","rationale":""}""" },
        { "/words", """{"childId":"CHILD","words":"","heardOn":"2015-11-02"}""" },
        { "/words", """{"childId":"CHILD","words":"w","heardOn":"2015-11-03"}""" },
        { "/words", """{"childId":"CHILD","words":"w","heardOn":"2015-02-30"}""" },
        { "/words", """{"childId":"CHILD","words":"w","heardOn":"2015-11-02","mood":"x"}""" },
        { "/team-members", """{"agencyId":"CHILD","capacity":""}""" },
        { "/assessment", """{"analysis":"a","needs":[null],"adultFactors":[],"familysPart":"f","completedOn":"2015-11-02"}""" },
        { "/assessment", """{"analysis":"a","needs":[],"adultFactors":[null],"familysPart":"f","completedOn":"2015-11-02"}""" },
        { "/assessment", """{"analysis":"a","needs":[],"adultFactors":[{"adultId":"CHILD","factor":"99Z"}],"familysPart":"f","completedOn":"2015-11-02"}""" },
        { "/assessment", """{"analysis":"a","needs":[{"childId":"CHILD","need":""}],"adultFactors":[],"familysPart":"f","completedOn":"2015-11-02"}""" },
        { "/plan", """{"goals":[null],"factorsWithoutAction":[]}""" },
        { "/plan", """{"goals":[{"familysWords":"","action":"a","byWhom":"b","dueOn":"2016-01-01"}],"factorsWithoutAction":[]}""" },
        { "/plan", """{"goals":[{"familysWords":"w","action":"a","byWhom":"b","dueOn":"2016-01-01"}],"factorsWithoutAction":[null]}""" },
        { "/plan", """{"goals":[{"familysWords":"w","action":"a","byWhom":"b","dueOn":"2016-01-01"}],"factorsWithoutAction":[{"adultId":"CHILD","factor":"3B","reason":" "}]}""" },
        { "/closure", """{"reasonCode":"goals-met","childViews":[null]}""" },
        { "/closure", """{"reasonCode":"bored","childViews":[]}""" },
        { "/invitations", """{"adultId":"CHILD","occasion":"review","on":"2015-11-01"}""" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task Post_ABodyThatIsNeverRight_IsRefusedAndStoresNothing(string action, string body)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(Engine.Sqlite));
        var content = new StringContent(body.Replace("CHILD", family.Elder.ToString(), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        var answer = await family.EditAsync(action, content);
        Assert.True(answer.Status == 400, $"{answer.Status} {answer.Body}");
        Assert.NotNull(answer.Code);
        Assert.Equal("\"1\"", (await family.Lead.GetAsync(family.Path)).ETag);
        Assert.False(await family.Service.InDatabaseAsync<EarlyHelpDb, bool>(db => db.Invitations.AnyAsync(one => one.AdultId == family.Elder)));
    }
}
