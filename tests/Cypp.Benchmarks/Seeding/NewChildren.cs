using System.Net.Http.Json;

namespace Cypp.Benchmarks.Seeding;

/// <summary>
/// The write that is measured: a child who is not in the index yet is registered. Each is made up, and so unlike the others that the
/// index never takes it for one of them.
/// </summary>
internal static class NewChildren
{
    public const string Service = "index";

    private static readonly DateOnly Oldest = new(1998, 1, 1);
    private static int _made;

    /// <param name="begins">How the family name begins, by which these are found again.</param>
    public static HttpRequestMessage Register(string begins = "M")
    {
        var random = new Random(Interlocked.Increment(ref _made));
        return new(HttpMethod.Post, new Uri("/index/v1/children", UriKind.Relative))
        {
            Headers = { { "Idempotency-Key", Guid.CreateVersion7().ToString() } },
            Content = JsonContent.Create(new
            {
                givenName = "A" + Letters(random, 7),
                familyName = begins + Letters(random, 9),
                sex = "f",
                birthDate = Oldest.AddDays(random.Next(6500)),
                address = new { lines = new[] { $"{random.Next(1, 300)} Nowhere Street", "Leeds" }, postcode = $"LS{random.Next(1, 29)} {random.Next(10)}AA" },
                residenceCluster = "beck-valley",
            }),
        };
    }

    private static string Letters(Random random, int count) => string.Create(count, random, static (text, made) =>
    {
        foreach (ref var letter in text)
        {
            letter = (char)('a' + made.Next(26));
        }
    });
}
