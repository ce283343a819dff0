using Cypp.ServiceKit.Peers;
using Cypp.ServiceKit.Trust;

namespace Cypp.Gateway.Exchange;

/// <summary>No service sees what the caller brought: each gets a token of its own, or the request stops here (GW-3).</summary>
internal static class ExchangeExtensions
{
    public static void AddTokenExchange(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExchangeOptions>().Bind(configuration.GetSection(ExchangeOptions.Section))
            .Configure(options =>
            {
                options.Issuer ??= configuration["Trust:Issuer"];
                options.Address ??= Upstream.Of(configuration, "identity") is { } identity ? new Uri(identity.Address, "/identity/connect/token") : null;
            })
            .ValidateDataAnnotations()
            .Validate(options => options.KeyFile is null || GatewayAssertion.IsKey(options.KeyFile), "Exchange:KeyFile names no private key that can be read.")
            .Validate(options => options.Address?.IsAbsoluteUri is not false, "Exchange:Address must be an address.")
            .ValidateOnStart();
        services.AddHttpClient(TokenExchange.Client, client => client.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var handler = provider.GetRequiredService<PeerConnections>().Handler();
                handler.ConnectTimeout = PatientClients.ToConnect;
                return handler;
            });
        services.AddSingleton<GatewayAssertion>();
        services.AddSingleton<TokenExchange>();
        services.AddSingleton<InternalTokens>();
    }

    /// <summary>After authentication and the edge's policies.</summary>
    public static void UseTokenExchange(this WebApplication app) => app.Use(async (context, next) =>
    {
        var got = context.Features.Get<EdgeRoute>() is { Policy: EdgePolicy.Agency, Service: var service }
            ? await context.RequestServices.GetRequiredService<InternalTokens>().ForAsync(CallersToken.Of(context)!, service, context.RequestAborted)
            : null;
        if (got is null or Exchanged.Granted)
        {
            context.Request.Headers.Authorization = (got as Exchanged.Granted)?.Header;
            await next(context);
            return;
        }

        Refuse(context, got);
    });

    private static void Refuse(HttpContext context, Exchanged why)
    {
        var response = context.Response;
        switch (why)
        {
            case Exchanged.Refused:
                response.StatusCode = StatusCodes.Status401Unauthorized;
                response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                context.RequestServices.GetRequiredService<UnknownCallers>().Count(UnknownCallers.InvalidToken);
                break;
            case Exchanged.NotForService:
                response.StatusCode = StatusCodes.Status403Forbidden;
                response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
                break;
            default:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                response.Headers.RetryAfter = "5";
                break;
        }
    }
}
