using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cypp.Learning.Features;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Learning.Tests;

/// <summary>Builders of attendance files, and their way through a service under test.</summary>
internal static class AttendanceWorld
{
    public const string Header = "upn,date,session,code\n";

    /// <summary>A file of one pupil: school days from 7 September 2015, both sessions, one code a day.</summary>
    public static string File(string upn, params string[] codes)
    {
        var (csv, day) = (new StringBuilder(Header), new DateOnly(2015, 9, 7));
        foreach (var code in codes)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{upn},{day:yyyy-MM-dd},AM,{code}\n{upn},{day:yyyy-MM-dd},PM,{code}\n");
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1);
        }

        return csv.ToString();
    }

    public static Task<Answer> PostAsync(this LearningWorld world, TestPractitioner officer, string file, string? key = null) =>
        world.PostAsync(officer, Encoding.UTF8.GetBytes(file), key: key);

    public static async Task<Answer> PostAsync(
        this LearningWorld world, TestPractitioner officer, byte[] file, string contentType = "text/csv", string? key = null)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await world.Service.ClientFor(officer).PostAsync("/learning/v1/attendance-uploads", content, key: key);
    }

    /// <summary>Uploads a file, works it through and reads its job.</summary>
    public static async Task<ReadAttendanceUpload.Response> UploadAsync(this LearningWorld world, TestPractitioner officer, string file)
    {
        var accepted = await world.PostAsync(officer, file);
        Assert.Equal((202, $"/learning/v1/attendance-uploads/{accepted.Id("jobId")}"), (accepted.Status, accepted.Location));
        await world.WorkAsync();
        return await world.JobAsync(officer, accepted.Id("jobId"));
    }

    public static Task WorkAsync(this LearningWorld world) =>
        world.Service.Services.GetRequiredService<WorkThroughUploads>().WorkAsync(CancellationToken.None);

    public static async Task<ReadAttendanceUpload.Response> JobAsync(this LearningWorld world, TestPractitioner officer, Guid jobId) =>
        (await world.Service.ClientFor(officer).GetAsync($"/learning/v1/attendance-uploads/{jobId}")).Read<ReadAttendanceUpload.Response>();

    public static async Task<ReadPupilAttendance.Year> YearAsync(this LearningWorld world, Pupil pupil) =>
        Assert.Single((await world.Service.ClientFor(pupil.Officer).GetAsync($"/learning/v1/pupils/{pupil.ChildId}/attendance"))
            .Read<ReadPupilAttendance.Response>().Years);
}
