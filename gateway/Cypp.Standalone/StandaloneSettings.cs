using System.Reflection;

namespace Cypp.Standalone;

/// <summary>What one process on one machine means: its own database, bus and issuer.</summary>
internal static class StandaloneSettings
{
    private const string Issuer = "http://localhost:8080/identity";

    // The build starts this program to write the services' descriptions: no settings are at hand and nothing is stored.
    public static readonly bool Describing = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static Dictionary<string, string?> Of(string data) => new()
    {
        ["Database:Engine"] = "sqlite",
        ["Database:Directory"] = data,
        ["Database:MigrateAtStart"] = Describing ? "false" : "true",
        ["Bus:Transport"] = "in-process",
        ["Trust:Mode"] = "local",
    };

    /// <summary>May be said otherwise; the issuer must be, when the address is another.</summary>
    public static Dictionary<string, string?> Defaults(string data)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["urls"] = "http://localhost:8080",
            ["Trust:Issuer"] = Issuer,
            ["Identity:Issuer"] = Issuer,
            ["Identity:KeyDirectory"] = Path.Combine(data, "identity-keys"),
            ["Audit:KeyDirectory"] = Path.Combine(data, "audit-keys"),
            ["Audit:WitnessDirectory"] = Path.Combine(data, "audit-witness"),
        };
        if (Describing)
        {
            defaults["Authority:SocialWorkAgencyId"] = defaults["Authority:EducationAgencyId"] = Guid.Empty.ToString();
            defaults["Authority:OfficePhone"] = defaults["Authority:OutOfHoursPhone"] = "000";
        }

        return defaults;
    }
}
