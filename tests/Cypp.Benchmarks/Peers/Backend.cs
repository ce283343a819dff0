using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Benchmarks.Peers;

/// <summary>Stands where a service stands and does next to nothing: some 180 bytes of JSON whatever is asked.</summary>
internal sealed partial class Backend
{
    private static readonly Answer Same = new(
        new Guid("0193a000-0000-7000-8000-00000000000a"), "Ada", "Nobody", new DateOnly(2008, 1, 1), "beck-valley", "open", 3, "made up, the same for everyone");

    public static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Default));
        var app = builder.Build();
        app.MapGet("/{**rest}", () => TypedResults.Ok(Same));
        return app;
    }

    internal sealed record Answer(Guid Id, string GivenName, string FamilyName, DateOnly BirthDate, string Cluster, string Status, int Version, string Note);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Answer))]
    private sealed partial class Json : JsonSerializerContext;
}
