using System.Globalization;
using System.Text.Json;

namespace Cypp.Audit;

/// <summary>
/// A witness's signed word that a service showed it this root, and that the root continues the one before. One line of
/// a witness file is one of these as JSON.
/// </summary>
/// <param name="Witness">Name of the service that signed.</param>
/// <param name="Service">Name of the service whose audit it is about.</param>
/// <param name="Size">How many rows the chain had.</param>
/// <param name="Root">Merkle root over the chain, hexadecimal.</param>
/// <param name="Head">Hash of the last row, hexadecimal.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over all else (IEEE P1363 form), hexadecimal.</param>
public sealed record WitnessStatement(
    string Witness, string Service, long Size, string Root, string Head, DateTimeOffset SealedAt, DateTimeOffset WitnessedAt, string Signature)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What is signed: RFC 8785 form of every member but the signature.</summary>
    public byte[] ToSign() => CanonicalJson.Of(
    [
        new("witness", Witness), new("service", Service), new("size", Size.ToString(CultureInfo.InvariantCulture)), new("root", Root),
        new("head", Head), new("sealedAt", Moment(SealedAt)), new("witnessedAt", Moment(WitnessedAt)),
    ]);

    public string ToLine() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The line is no statement.</exception>
    public static WitnessStatement FromLine(string line) =>
        JsonSerializer.Deserialize<WitnessStatement>(line, Json) ?? throw new JsonException("The line is empty.");

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
