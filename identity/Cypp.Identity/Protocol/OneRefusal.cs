using Cypp.ServiceKit.Trust;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>
/// A client that is not believed gets 401 <c>invalid_client</c> whatever was wrong; the reason goes to the log, not to
/// who may be guessing.
/// </summary>
internal sealed partial class OneRefusal(ILogger<OneRefusal> logger, UnknownCallers unknown) :
    IOpenIddictServerHandler<ApplyTokenResponseContext>, IOpenIddictServerHandler<ApplyPushedAuthorizationResponseContext>,
    IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    private const int First = int.MinValue + 1000;

    public static readonly OpenIddictServerHandlerDescriptor AtToken =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>().UseSingletonHandler<OneRefusal>().SetOrder(First).Build();

    public static readonly OpenIddictServerHandlerDescriptor AtPush =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyPushedAuthorizationResponseContext>().UseSingletonHandler<OneRefusal>().SetOrder(First).Build();

    public static readonly OpenIddictServerHandlerDescriptor AtAuthorization =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>().UseSingletonHandler<OneRefusal>().SetOrder(First).Build();

    // Nothing to do with who asks: a client library needs these to be told apart.
    private static readonly string[] Kept = [Errors.UnsupportedGrantType, Errors.InvalidScope, Errors.ServerError, Errors.TemporarilyUnavailable];

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error is { Length: > 0 } error && !Kept.Contains(error) && !IsAboutTheGrant(error, context) && context.Request?.ClientAssertion is { Length: > 0 })
        {
            Refuse(context.Response);
        }

        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyPushedAuthorizationResponseContext context)
    {
        // What is wrong with the request's shape is seen before anybody asks who sent it.
        var wasAsked = context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!) is not null;
        if (context.Response.Error is { Length: > 0 } && wasAsked && !AssertionGuard.HasBelieved(context.Transaction))
        {
            Refuse(context.Response);
        }

        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }

    private void Refuse(OpenIddictResponse response)
    {
        LogRefusal(response.ErrorDescription is { } reason && !reason.Contains(' ', StringComparison.Ordinal) ? reason : response.Error!);
        unknown.Count(UnknownCallers.InvalidClient);
        response.Error = Errors.InvalidClient;
        response.ErrorDescription = "The client assertion was not accepted.";
    }

    // A client that is believed learns whether its grant was refused: the gateway a caller's token (RFC 8693 section 2.2.2), a web client its code (RFC 6749 section 5.2).
    private static bool IsAboutTheGrant(string error, ApplyTokenResponseContext context) =>
        (context.Request?.IsTokenExchangeGrantType() is true || (IsOfSession(context.Request) && AssertionGuard.HasBelieved(context.Transaction)))
        && error is Errors.InvalidGrant or Errors.InvalidToken or Errors.InvalidTarget or Errors.InvalidRequest;

    private static bool IsOfSession(OpenIddictRequest? request) => request?.IsAuthorizationCodeGrantType() is true || request?.IsRefreshTokenGrantType() is true;

    [LoggerMessage(Level = LogLevel.Warning, EventName = "TokenRefused", Message = "Token refused: {Refusal}")]
    private partial void LogRefusal(string refusal);
}
