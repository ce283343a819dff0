using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>
/// A client that is not believed gets 401 <c>invalid_client</c> whatever was wrong; the reason goes to the log, not to
/// who may be guessing.
/// </summary>
internal sealed partial class OneRefusal(ILogger<OneRefusal> logger) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    // Nothing to do with who asks: a client library needs these to be told apart.
    private static readonly string[] Kept = [Errors.UnsupportedGrantType, Errors.InvalidScope, Errors.ServerError, Errors.TemporarilyUnavailable];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyTokenResponseContext>()
        .UseSingletonHandler<OneRefusal>()
        .SetOrder(int.MinValue + 1000)
        .Build();

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        var response = context.Response;
        if (response.Error is { Length: > 0 } error && !Kept.Contains(error) && !IsOfExchange(error, context.Request) && context.Request?.ClientAssertion is { Length: > 0 })
        {
            LogRefusal(response.ErrorDescription is { } reason && !reason.Contains(' ', StringComparison.Ordinal) ? reason : error);
            response.Error = Errors.InvalidClient;
            response.ErrorDescription = "The client assertion was not accepted.";
        }

        response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }

    // The gateway, by now believed, tells by it whether the caller's token or its own assertion was refused (RFC 8693 section 2.2.2).
    private static bool IsOfExchange(string error, OpenIddictRequest? request) =>
        request?.IsTokenExchangeGrantType() is true
        && (error is Errors.InvalidGrant or Errors.InvalidToken or Errors.InvalidTarget or Errors.InvalidRequest);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "TokenRefused", Message = "Token refused: {Refusal}")]
    private partial void LogRefusal(string refusal);
}
