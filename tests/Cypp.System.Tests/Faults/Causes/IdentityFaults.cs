using System.Globalization;
using System.Security.Cryptography;
using Cypp.Story.Platform;

namespace Cypp.System.Tests.Faults.Causes;

internal static class IdentityFaults
{
    /// <summary>FT-19: nobody gives out tokens, and when identity is back it signs by another key.</summary>
    /// <param name="meanwhile">Asked while it is away.</param>
    public static async Task AwayAsync(Moment moment, Func<Task> meanwhile)
    {
        await moment.Platform.KillAsync("identity");
        Rotate(moment.Platform, TimeSpan.Zero);
        await meanwhile();
        await moment.HalfAsync();
        await moment.Platform.StartAgainAsync("identity");
    }

    /// <summary>As another replica does when it replaces a key: what lies in the directory and the clock say which signs, and how long those before it are kept (ID-6).</summary>
    /// <param name="until">When it is used; it is published at once.</param>
    public static void Rotate(RealPlatform platform, TimeSpan until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = string.Create(CultureInfo.InvariantCulture, $"signing-{(TimeProvider.System.GetUtcNow() + until).ToUnixTimeSeconds()}.pem");
        File.WriteAllText(Path.Combine(platform.Directory, "identity-keys", name), key.ExportPkcs8PrivateKeyPem());
    }
}
