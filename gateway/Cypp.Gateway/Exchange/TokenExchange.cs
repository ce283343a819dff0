using System.Text.Json;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Polly;

namespace Cypp.Gateway.Exchange;

/// <summary>What came of asking for a service's token.</summary>
internal abstract record Exchanged
{
    /// <param name="Header">The token as the service reads it, with its scheme.</param>
    /// <param name="Until">When it is no longer given out.</param>
    /// <param name="KeyId">The key that signed it.</param>
    public sealed record Granted(string Header, DateTimeOffset Until, string KeyId) : Exchanged;

    /// <summary>The caller's token is no longer good, whatever its own expiry says: 401.</summary>
    public sealed record Refused : Exchanged;

    /// <summary>The caller's token is not for this service: 403.</summary>
    public sealed record NotForService : Exchanged;

    /// <summary>Identity cannot be asked, or does not know the gateway: 503, never the caller's own token.</summary>
    public sealed record Unavailable : Exchanged;
}

/// <summary>Asks identity to swap a caller's token for one of a service (RFC 8693, ID-4).</summary>
internal sealed partial class TokenExchange(
    IHttpClientFactory clients, GatewayAssertion assertion, IOptions<ExchangeOptions> options, TimeProvider clock, ILogger<TokenExchange> logger)
{
    public const string Client = "exchange";

    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    // It must still be good when the service reads it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    // A replica of identity that ends may take a request and no longer answer it. All tries together have the time of one.
    private static readonly ResiliencePipeline<HttpResponseMessage> Again = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(Retries.When(failed => failed.Outcome.Exception is HttpRequestException || Retries.IsFirstThatDidNotConnect(failed)))
        .Build();

    public async Task<Exchanged> AskAsync(string token, string service, CancellationToken cancellationToken)
    {
        var asked = clock.GetUtcNow();
        using var http = clients.CreateClient(Client);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(http.Timeout);
        try
        {
            using var response = await Again.ExecuteAsync(async trying => await SendAsync(http, token, service, trying), limit.Token);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
            if (response.IsSuccessStatusCode)
            {
                var lifetime = TimeSpan.FromSeconds(answer.GetProperty("expires_in").GetInt32());
                var granted = answer.GetProperty("access_token").GetString()!;
                return new Exchanged.Granted(CallersToken.Scheme + granted, asked + lifetime - Margin, new JsonWebToken(granted).Kid);
            }

            return Refusal(answer.GetProperty("error").GetString());
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailure(failure.GetType().Name);
            return new Exchanged.Unavailable();
        }
    }

    // Each try with an assertion of its own: identity takes one once.
    private async Task<HttpResponseMessage> SendAsync(HttpClient http, string token, string service, CancellationToken cancellationToken)
    {
        using var form = Form(token, service);
        return await http.PostAsync(options.Value.Address, form, cancellationToken);
    }

    private FormUrlEncodedContent Form(string token, string service) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion.Sign(),
        ["subject_token"] = token,
        ["subject_token_type"] = AccessToken,
        ["requested_token_type"] = AccessToken,
        ["audience"] = TokenTrust.AudienceOf(service),
        ["scope"] = service,
    });

    private Exchanged Refusal(string? error)
    {
        switch (error)
        {
            case "invalid_grant" or "invalid_token":
                return new Exchanged.Refused();
            case "invalid_scope":
                return new Exchanged.NotForService();
            default:
                LogFailure(error is "invalid_client" ? error : "unexpected answer");
                return new Exchanged.Unavailable();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ExchangeFailed", Message = "Identity gave no token for a service: {Failure}")]
    private partial void LogFailure(string failure);
}
