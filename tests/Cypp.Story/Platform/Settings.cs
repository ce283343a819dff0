using Cypp.Story.Agencies;

namespace Cypp.Story.Platform;

/// <summary>Settings that every process of a demonstration shares.</summary>
internal static class Settings
{
    public static Dictionary<string, string> Common(Uri gateway, string directory) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Logging__LogLevel__Default"] = "Warning",
        ["Clock__BusinessTimeFile"] = BusinessTimeFile(directory),
        ["Authority__SocialWorkAgencyId"] = DemoAgencies.SocialWork.Id.ToString(),
        ["Authority__EducationAgencyId"] = DemoAgencies.Education.Id.ToString(),
        ["Authority__OfficePhone"] = "0113 496 0001",
        ["Authority__OutOfHoursPhone"] = "0113 496 0002",
        ["Trust__Issuer"] = Issuer(gateway),
        ["Identity__Issuer"] = Issuer(gateway),
        ["Identity__KeyDirectory"] = Path.Combine(directory, "identity-keys"),
        ["Demo__SyntheticCity"] = "true",
        // One machine plays every agency at once and fills a city as fast as it can.
        ["Edge__Limits__PerSecond"] = "5000",
        ["Edge__Limits__Burst"] = "10000",
        ["Edge__Limits__AtOnce"] = "200",
        ["Edge__Limits__HeavyPerSecond"] = "500",
        ["Edge__Limits__HeavyBurst"] = "1000",
        ["Edge__Limits__PerDay"] = "10000000",
        ["Edge__Limits__AddressPerSecond"] = "10000",
        ["Edge__Limits__AddressBurst"] = "20000",
        // Processes of a demonstration are young: instrumenting their code costs more than it gives back.
        ["DOTNET_TieredPGO"] = "0",
    };

    public static string BusinessTimeFile(string directory) => Path.Combine(directory, "clock", "business-time.json");

    private static string Issuer(Uri gateway) => new Uri(gateway, "identity").ToString();
}
