using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cypp.Access;
using Cypp.Access.Feed;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Learning.Tests;

/// <summary>On a real socket, where the server's usual limit of 30 MB would apply.</summary>
public sealed class LargeUploadTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(49, HttpStatusCode.UnprocessableEntity, "school-not-registered")]
    [InlineData(51, HttpStatusCode.RequestEntityTooLarge, "too-large")]
    public async Task Post_LargeFile_IsReadUpToFiftyMegabytes(int megabytes, HttpStatusCode status, string code)
    {
        var (issuer, module, directory) = (new TestIssuer(), new LearningModule(), Directory.CreateTempSubdirectory("cypp-test-").FullName);
        await using var app = ServiceHost.Build([], [module], module.Name, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<ISigningKeySource>(issuer);
            builder.Services.AddSingleton<IRestrictionSource>(provider => new TestRestrictions(() => provider.GetRequiredKeyedService<IRestrictionCopy>(module.Name)));
        }, settings: new Dictionary<string, string?>
        {
            ["Database:Engine"] = "sqlite",
            ["Database:Directory"] = directory,
            ["Audit:KeyDirectory"] = Path.Combine(directory, "audit-keys"),
            ["Audit:WitnessDirectory"] = Path.Combine(directory, "audit-witness"),
            ["Bus:Transport"] = "in-process",
            ["Trust:Mode"] = "local",
            ["Trust:Issuer"] = TestIssuer.Issuer,
            ["Authority:SocialWorkAgencyId"] = ServiceUnderTest.SocialWorkAgencyId.ToString(),
            ["Authority:EducationAgencyId"] = ServiceUnderTest.EducationAgencyId.ToString(),
            ["Authority:OfficePhone"] = "0113 496 0001",
            ["Authority:OutOfHoursPhone"] = "0113 496 0002",
        });
        await ServiceHost.MigrateAsync(app, [module]);
        await app.StartAsync();
        // The server says that it is too large before it comes; a client sends it unasked after a second by default.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", issuer.TokenFor(TestPractitioner.Of(Roles.SchoolOfficer, "school"), TokenTrust.AudienceOf(module.Name)));
        client.DefaultRequestHeaders.Add("Idempotency-Key", "large");
        client.DefaultRequestHeaders.ExpectContinue = true;
        var file = new byte[megabytes * Megabyte];
        Array.Fill(file, (byte)'\n');
        Encoding.UTF8.GetBytes(AttendanceWorld.Header).CopyTo(file, 0);
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await client.PostAsync("/learning/v1/attendance-uploads", content);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
        Directory.Delete(directory, recursive: true);
    }
}
