using System.Text.Json;
using Cypp.ServiceKit.Http;

namespace Cypp.Shared.Tests.Http;

public sealed class StrictJsonTests
{
    private static readonly JsonSerializerOptions Strict = Options();

    private sealed record Part(string Name);

    private sealed record Whole(IReadOnlyList<Part> Parts, IReadOnlyList<string>? Notes = null);

    [Theory]
    [InlineData("""{"parts":[null]}""")]
    [InlineData("""{"parts":[{"name":"a"},null]}""")]
    [InlineData("""{"parts":[],"notes":[null]}""")]
    [InlineData("""{"parts":null}""")]
    public void Read_NullWhereThereIsNone_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Whole>(json, Strict));

    [Fact]
    public void Read_WholeLists_AreTaken() =>
        Assert.Single(JsonSerializer.Deserialize<Whole>("""{"parts":[{"name":"a"}]}""", Strict)!.Parts);

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
