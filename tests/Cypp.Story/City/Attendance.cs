using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cypp.Access;

namespace Cypp.Story.City;

/// <summary>Three weeks of attendance of a school's made-up pupils, uploaded as a file.</summary>
internal sealed class Attendance(CityAgencies agencies)
{
    public async Task UploadAsync(IGrouping<string, CityPupil> school, DateOnly from, int days)
    {
        var csv = new StringBuilder("upn,date,session,code\n");
        foreach (var pupil in school)
        {
            for (var day = 0; day < days; day++)
            {
                var date = from.AddDays(day);
                if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    continue;
                }

                // Ill on one morning at most: nobody in the background is persistently absent.
                var ill = pupil.Number % 19 == day;
                csv.Append(CultureInfo.InvariantCulture, $"{pupil.Upn},{date:yyyy-MM-dd},AM,{(ill ? "I" : "/")}\n");
                csv.Append(CultureInfo.InvariantCulture, $"{pupil.Upn},{date:yyyy-MM-dd},PM,\\\n");
            }
        }

        await UploadAsync(agencies, school.First().School, csv.ToString());
    }

    /// <summary>Uploads a file and waits until its rows are taken in.</summary>
    public static async Task<string> UploadAsync(CityAgencies agencies, Agencies.DemoAgency school, string csv)
    {
        var officer = await agencies.SystemOf(school).AsAsync(Roles.SchoolOfficer);
        using var content = new StringContent(csv, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var job = Expect.Success(await officer.PostAsync("/learning/v1/attendance-uploads", content), "attendance upload").Id("jobId");
        var done = await Expect.EventuallyAsync(
            () => officer.GetAsync($"/learning/v1/attendance-uploads/{job}"), answer => (string?)answer.Json["status"] == "completed", "attendance job");
        return done.Body;
    }
}
