using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.Steps;

namespace Cypp.System.Tests.Canary;

/// <summary>What goes wrong at the door: every way to send the family's words wrongly, to the wrong place or as the wrong person.</summary>
internal sealed class BadRequests(StoryContext context, Canaries canaries, HttpClient http)
{
    private const string Incidents = "/safeguarding/v1/police-incidents";
    private const string Uploads = "/learning/v1/attendance-uploads";
    private const int OverTheLimit = 1_100_000;
    private const int OnDisk = 200_000;

    /// <summary>What was answered otherwise than it should be.</summary>
    public List<string> Unexpected { get; } = [];

    public async Task SendAsync()
    {
        await MalformedAsync();
        await MisaddressedAsync();
        await RefusedAsync();
        await FilesAsync();
    }

    private string New([global::System.Runtime.CompilerServices.CallerMemberName] string what = "") => canaries.Marker(what);

    private async Task MalformedAsync()
    {
        var police = await AsAsync(DemoAgencies.PoliceForce, Roles.Police);
        string[] bodies =
        [
            $$"""{"policeReference":"{{New()}}","circumstances":"{{New()}}""",
            $$"""{"policeReference":"{{New()}}" {{New()}}}""",
            $$"""{"{{New()}}":1}""",
            $$"""{"children":[{"present":true,"{{New()}}":"{{New()}}"}]}""",
            $$"""{"policeReference":"{{New()}}","policeReference":"{{New()}}"}""",
            $$"""{"{{canaries.Marker("member twice")}}":1,"policeReference":7}""",
            $$"""{"policeReference":["{{New()}}"]}""",
            $$"""{"incidentAt":"{{New()}}"}""",
            $$"""{"children":"{{New()}}"}""",
            $$"""{"children":[{"present":"{{New()}}"}]}""",
            $$"""{"children":[{"present":true,"childId":"{{New()}}"}]}""",
            $$"""{"children":[null,"{{New()}}"]}""",
            Incident(place: new string('x', 50_000)),
            Incident(reference: New() + new string('y', 5_000)),
            Incident(reason: New()),
            string.Concat(Enumerable.Repeat("""{"children":[""", 40)) + New(),
            New(),
            $"\"{New()}\"",
        ];
        foreach (var body in bodies)
        {
            await ExpectAsync(Json(police, HttpMethod.Post, Incidents, body), 400, 422);
        }

        using var large = Json(police, HttpMethod.Post, Incidents, Incident() + new string(' ', OverTheLimit));
        // Refused before it is sent, or the connection could break under it.
        large.Headers.ExpectContinue = true;
        await ExpectAsync(large, 413);
        await ExpectAsync(Json(police, HttpMethod.Post, "/index/v1/match", $$"""{"givenName":"{{New()}}","birthDate":"{{New()}}"}"""), 400);
        await ExpectAsync(Json(police, HttpMethod.Post, "/index/v1/match", $$"""{"nhsNumber":"{{New()}}"}"""), 400);
        await ExpectAsync(Json(police, HttpMethod.Post, "/index/v1/match", $$"""{"familyName":"{{New()}}","postcode":"{{New()}}"}"""), 400);
    }

    private async Task MisaddressedAsync()
    {
        var police = await AsAsync(DemoAgencies.PoliceForce, Roles.Police);
        var lead = await AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        var agreement = $$"""{"agreedByAdultIds":["{{context.Mother}}"],"text":"{{New()}}","scope":"{{New()}}","agreedOn":"2016-03-14"}""";
        await ExpectAsync(Json(lead, HttpMethod.Post, "/early-help/v1/cases", $$"""{"familyId":"{{Guid.CreateVersion7()}}","childIds":["{{context.Elder.Id}}"],"agreement":{{agreement}}}"""), 400, 404, 409, 422);
        await ExpectAsync(Json(police, HttpMethod.Get, $"/safeguarding/v1/contacts/{context.Elder.Id}?name={New()}"), 404);
        await ExpectAsync(Json(police, HttpMethod.Get, $"/safeguarding/v1/contacts/{New()}"), 404);
        await ExpectAsync(Json(police, HttpMethod.Get, $"/{New()}/v1/contacts/{context.Elder.Id}"), 404);
        await ExpectAsync(Json(police, HttpMethod.Get, $"/safeguarding/v1/%2f{New()}"), 400);
        await ExpectAsync(Json(police, new HttpMethod(New().ToUpperInvariant()), $"/index/v1/children/{context.Elder.Id}"), 405);
        await ExpectAsync(Json(police, HttpMethod.Post, Incidents, New(), "text/plain"), 415);
        await ExpectAsync(Json(police, HttpMethod.Post, Incidents, New(), "application/" + New()), 415);
        using var odd = Json(police, HttpMethod.Post, $"{Incidents}?{New()}={New()}", Incident(reason: New()));
        foreach (var name in (string[])["User-Agent", "Referer", "X-Request-Id", "tracestate", "baggage", "X-" + New(), "Accept-Language", "Cookie", "If-Match"])
        {
            odd.Headers.TryAddWithoutValidation(name, New());
        }

        odd.Headers.Remove("Idempotency-Key");
        odd.Headers.Add("Idempotency-Key", New());
        odd.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        odd.Headers.Host = $"{New()}.example";
        await ExpectAsync(odd, 400, 404, 422);
    }

    private async Task RefusedAsync()
    {
        var teacher = await AsAsync(DemoAgencies.PrimarySchool, Roles.SchoolTeacher);
        await ExpectAsync(Json(teacher, HttpMethod.Post, Incidents, Incident()), 403);
        await ExpectAsync(Json(teacher, HttpMethod.Get, $"/safeguarding/v1/referrals/{context.Elder.ReferralId}"), 403);
        var lead = await AsAsync(DemoAgencies.PrimarySchool, Roles.SchoolLead);
        await ExpectAsync(Json(lead, HttpMethod.Get, $"/index/v1/children/{context.Elder.Id}"), 404);
        await ExpectAsync(Json(null, HttpMethod.Post, Incidents, Incident()), 401);
        await ExpectAsync(Json(new AuthenticationHeaderValue("Bearer", New()), HttpMethod.Post, Incidents, Incident()), 401);
        await ExpectAsync(Json(new AuthenticationHeaderValue(New(), New()), HttpMethod.Post, Incidents, Incident()), 401);
        using var token = new HttpRequestMessage(HttpMethod.Post, "/identity/connect/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = New(),
                ["client_id"] = New(),
                ["client_assertion"] = New(),
                ["scope"] = New(),
                [New()] = New(),
            }),
        };
        await ExpectAsync(token, 400, 401);
    }

    private async Task FilesAsync()
    {
        var officer = await AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolOfficer);
        await ExpectAsync(Json(officer, HttpMethod.Post, Uploads, $"upn,date,session,{New()}\n{New()}\n", "text/csv"), 400);
        // Larger than what is kept in memory: it waits on disk while it is read.
        var rows = new StringBuilder("upn,date,session,code\n");
        while (rows.Length < OnDisk)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{New()},2016-03-14,AM,/\n{context.Elder.Upn},{New()},AM,/\n{context.Elder.Upn},2016-03-14,{New()},{New()}\n\"{New()}\n");
        }

        using var file = Json(officer, HttpMethod.Post, Uploads, rows.ToString(), "text/csv");
        file.Content!.Headers.ContentDisposition = new("attachment") { FileName = New() + ".csv" };
        var taken = await ExpectAsync(file, 202, 400);
        if (taken.Headers.Location is { } job)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                using var answer = await http.SendAsync(Json(officer, HttpMethod.Get, job.ToString()), limit.Token);
                var text = await answer.Content.ReadAsStringAsync(limit.Token);
                if (!text.Contains("\"queued\"", StringComparison.Ordinal) && !text.Contains("\"running\"", StringComparison.Ordinal) && !text.Contains("\"received\"", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
    }

    private string Incident(string? reference = null, string place = "", string? reason = null) => $$"""
        {"policeReference":"{{reference ?? New()}}","incidentAt":"2016-03-01T22:30:00Z","place":"{{place + New()}}","circumstances":"{{New()}}","safeContact":"{{New()}}",
        "children":[{"childId":"{{context.Younger.Id}}","present":true,"voice":"{{New()}}"}],
        "adultsNotToBeTold":[{"adultId":"{{context.Partner}}","reasonCode":"{{reason ?? "alleged-perpetrator"}}"}]}
        """;

    private async Task<AuthenticationHeaderValue> AsAsync(DemoAgency agency, string role) =>
        (await context.AsAsync(agency, role)).Http.DefaultRequestHeaders.Authorization!;

    private static HttpRequestMessage Json(AuthenticationHeaderValue? authorization, HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = authorization;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        return request;
    }

    private async Task<HttpResponseMessage> ExpectAsync(HttpRequestMessage request, params int[] statuses)
    {
        var answer = await http.SendAsync(request);
        if (!statuses.Contains((int)answer.StatusCode))
        {
            Unexpected.Add($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()} to {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}");
        }

        return answer;
    }
}
