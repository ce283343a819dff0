using Cypp.ServiceKit.Trust;

namespace Cypp.Gateway.Exchange;

/// <summary>No service sees what the caller brought: each gets a token of its own, or the request stops here (GW-3).</summary>
internal static class ExchangeExtensions
{
    private const string Scheme = "Bearer ";

    public static void AddTokenExchange(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExchangeOptions>().Bind(configuration.GetSection("Exchange"))
            .Configure(options =>
            {
                options.Issuer ??= configuration["Trust:Issuer"];
                options.Address ??= configuration["Services:identity"] is { } identity ? new Uri(new Uri(identity), "/identity/connect/token") : null;
            })
            .ValidateDataAnnotations()
            .Validate(options => File.Exists(options.KeyFile), "Exchange:KeyFile names no file.")
            .ValidateOnStart();
        services.AddHttpClient(TokenExchange.Client, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<GatewayAssertion>();
        services.AddSingleton<TokenExchange>();
        services.AddSingleton<InternalTokens>();
    }

    /// <summary>After authentication and the edge's policies.</summary>
    public static void UseTokenExchange(this WebApplication app) => app.Use(async (context, next) =>
    {
        var headers = context.Request.Headers;
        if (context.Features.Get<EdgeRoute>() is not { Policy: EdgePolicy.Agency } route)
        {
            headers.Authorization = default;
            await next(context);
            return;
        }

        var tokens = context.RequestServices.GetRequiredService<InternalTokens>();
        switch (await tokens.ForAsync(headers.Authorization.ToString()[Scheme.Length..].Trim(), route.Service, context.RequestAborted))
        {
            case Exchanged.Granted granted:
                headers.Authorization = Scheme + granted.Token;
                await next(context);
                break;
            case Exchanged.Refused:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                context.RequestServices.GetRequiredService<UnknownCallers>().Count(UnknownCallers.InvalidToken);
                break;
            case Exchanged.NotForService:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "5";
                break;
        }
    });
}
