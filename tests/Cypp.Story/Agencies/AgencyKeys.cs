using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Story.Agencies;

/// <summary>Each demo agency's own key pair: made at the first start, kept in files that only the owner can read, never committed.</summary>
public sealed class AgencyKeys(string directory)
{
    private sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

    private sealed record Registration(
        Guid Id, string Name, string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cluster,
        IReadOnlyList<string> Roles, string ClientId, PublicKey Jwk);

    public SigningCredentials CredentialsOf(DemoAgency agency) =>
        new(new ECDsaSecurityKey(KeyOf(agency)) { KeyId = agency.Code }, SecurityAlgorithms.EcdsaSha256);

    /// <returns>The file that the identity service's import command takes: public keys only.</returns>
    public string WriteImportFile(IEnumerable<DemoAgency> agencies)
    {
        System.IO.Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "agencies.json");
        File.WriteAllText(file, JsonSerializer.Serialize(agencies.Select(Register), JsonSerializerOptions.Web));
        return file;
    }

    private Registration Register(DemoAgency agency)
    {
        var point = KeyOf(agency).ExportParameters(includePrivateParameters: false).Q;
        return new(agency.Id, agency.Name, agency.Type, agency.Cluster, agency.Roles, agency.ClientId, new PublicKey(
            "EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), agency.Code, "sig", "ES256"));
    }

    private ECDsa KeyOf(DemoAgency agency)
    {
        System.IO.Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, agency.Code + ".pem");
        if (!File.Exists(file))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(System.Text.Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem()));
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
