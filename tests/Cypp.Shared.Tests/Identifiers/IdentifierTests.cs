using System.Globalization;
using System.Text.Json;
using CsCheck;
using Cypp.Contracts.Identifiers;

namespace Cypp.Shared.Tests.Identifiers;

/// <summary>NHS number modulus 11 and UPN check letter (standards.md 2.1, 2.2).</summary>
public sealed class IdentifierTests
{
    private sealed record WrongUpn(string V, string Why);

    private sealed record UpnVectors(IReadOnlyList<string> Valid, IReadOnlyList<WrongUpn> Invalid);

    private sealed record NhsVectors(IReadOnlyList<string> Valid, IReadOnlyList<string> Invalid);

    private sealed record File(UpnVectors Upn, NhsVectors Nhs);

    private static readonly File Vectors = Read();

    [Fact]
    public void NhsNumber_WorkedVectors_AreToldApart()
    {
        Assert.True(Vectors.Nhs.Valid.Count >= 5 && Vectors.Nhs.Invalid.Count >= 6);
        Assert.All(Vectors.Nhs.Valid, text => Assert.Equal(text, Parsed(text)));
        Assert.All(Vectors.Nhs.Invalid, text => Assert.Null(Parsed(text)));
    }

    [Fact]
    public void Upn_WorkedVectors_AreToldApart()
    {
        Assert.True(Vectors.Upn.Valid.Count >= 9 && Vectors.Upn.Invalid.Count >= 5);
        Assert.All(Vectors.Upn.Valid, text => Assert.True(Upn.TryParse(text, out var upn) && upn.Value == text && upn.IsTemporary == char.IsAsciiLetter(text[12])));
        Assert.All(Vectors.Upn.Invalid, wrong => Assert.False(Upn.TryParse(wrong.V, out _), wrong.Why));
    }

    [Fact]
    public void NhsNumber_OneDigitMistyped_IsNeverValid() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 9], Gen.Int[1, 9]).Sample((vector, place, by) =>
    {
        var digits = Vectors.Nhs.Valid[vector].ToCharArray();
        digits[place] = (char)('0' + ((digits[place] - '0' + by) % 10));
        return Parsed(new string(digits)) is null;
    });

    [Fact]
    public void Upn_OneDigitMistyped_IsNeverValid() => Gen.Select(Gen.Int[0, 6], Gen.Int[1, 12], Gen.Int[1, 9]).Sample((vector, place, by) =>
    {
        var letters = Vectors.Upn.Valid[vector].ToCharArray();
        letters[place] = (char)('0' + ((letters[place] - '0' + by) % 10));
        return !Upn.TryParse(new string(letters), out _);
    });

    [Theory]
    [InlineData("943 476 5919", "9434765919")]
    [InlineData("1111111111", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void NhsNumber_SpacesAndRepeatedDigits_AreDroppedAndRefused(string? text, string? number) => Assert.Equal(number, Parsed(text));

    [Fact]
    public void NhsNumber_CheckOfTen_IsNobodys() => Gen.Int[0, 999_999_999].Where(CheckIsTen).Sample(nine =>
        Enumerable.Range(0, 10).All(check => Parsed(nine.ToString("000000000", CultureInfo.InvariantCulture) + check) is null));

    private static bool CheckIsTen(int nine) => nine.ToString("000000000", CultureInfo.InvariantCulture).Select((digit, i) => (digit - '0') * (10 - i)).Sum() % 11 == 1;

    private static string? Parsed(string? text) => NhsNumber.TryParse(text, out var number) ? number.Value : null;

    private static File Read()
    {
        using var stream = typeof(IdentifierTests).Assembly.GetManifestResourceStream("IdentifierVectors.json")!;
        return JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!;
    }
}
