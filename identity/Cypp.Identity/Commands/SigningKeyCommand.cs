using System.CommandLine;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>signing-key revoke</c>, when one may be in wrong hands; rotation goes by itself (ID-6).</summary>
internal static class SigningKeyCommand
{
    public static Command Of(AgencyStore store)
    {
        var kid = new Option<string>("--kid") { Required = true, Description = "Name of the key, as the header of its tokens has it." };
        var revoke = new Command("revoke", "Another key signs at once; what this one signed is refused everywhere within a minute.") { kid };
        revoke.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var keyId = parsed.GetRequiredValue(kid);
                return [new(keyId, "revoked", (services, token) => services.GetRequiredService<RevokeSigningKey>().HandleAsync(keyId, token))];
            }, cancellationToken));
        return new Command("signing-key", "Keys that sign access tokens.") { revoke };
    }
}
