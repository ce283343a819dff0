using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Learning.Tests;

public sealed class PolicyTests
{
    private static readonly Dictionary<string, (HttpMethod Method, string Path, Policy Policy)> Operations = new()
    {
        ["save-school"] = (HttpMethod.Put, $"/schools/{Guid.CreateVersion7()}", Policies.SaveSchool),
        ["read-school"] = (HttpMethod.Get, $"/schools/{Guid.CreateVersion7()}", Policies.ReadSchool),
        ["enrol"] = (HttpMethod.Post, "/enrolments", Policies.EnrolPupil),
        ["read-enrolment"] = (HttpMethod.Get, $"/enrolments/{Guid.CreateVersion7()}", Policies.ReadEnrolment),
        ["departure"] = (HttpMethod.Post, $"/enrolments/{Guid.CreateVersion7()}/departure", Policies.RecordDeparture),
        ["home-education"] = (HttpMethod.Post, "/home-education", Policies.RegisterHomeEducation),
        ["upload"] = (HttpMethod.Post, "/attendance-uploads", Policies.UploadAttendance),
        ["read-upload"] = (HttpMethod.Get, $"/attendance-uploads/{Guid.CreateVersion7()}", Policies.ReadAttendanceUpload),
        ["attendance"] = (HttpMethod.Get, $"/pupils/{Guid.CreateVersion7()}/attendance", Policies.ReadPupilAttendance),
        ["notice"] = (HttpMethod.Get, $"/notices/{Guid.CreateVersion7()}", Policies.ReadNotice),
        ["inbox"] = (HttpMethod.Get, "/inbox", Policies.ReadInbox),
    };

    public static TheoryData<string, string> Everything() =>
        [.. Operations.Keys.SelectMany(operation => Roles.All.Select(role => (operation, role)))];

    /// <summary>The matrix of Policies, asked over HTTP: everyone else is refused before anything is looked up.</summary>
    [Theory, MemberData(nameof(Everything))]
    public async Task Operation_ByRole_IsAllowedAsTheMatrixSays(string operation, string role)
    {
        var service = await ServiceUnderTest.SharedAsync<LearningModule>(Engine.Sqlite);
        var (method, path, policy) = Operations[operation];
        var client = service.ClientFor(TestPractitioner.Of(role, "school"));
        var (full, childId) = ("/learning/v1" + path, Guid.CreateVersion7());
        var answer = method == HttpMethod.Get ? await client.GetAsync(full)
            : method == HttpMethod.Put ? await client.PutAsync(full, LearningWorld.SchoolDay())
            : operation == "upload" ? await new LearningWorld(service).PostAsync(TestPractitioner.Of(role, "school"), AttendanceWorld.Header)
            : await client.PostAsync(full, operation switch
            {
                "enrol" => LearningWorld.Enrolment(childId, LearningWorld.NewUpn()),
                "departure" => new { leftOn = "2015-11-02" },
                _ => new { childId, givenName = "Testa", familyName = "Synthetic", birthDate = "2005-01-01", from = "2015-09-01" },
            });
        Assert.Equal(policy.Roles.Contains(role), answer.Status != 403);
    }
}
