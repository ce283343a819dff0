using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cypp.Identity.Protocol;

/// <summary>Describes the token endpoint and that of pushed requests, which are OpenIddict's own and not among the mapped ones, in the service's API description.</summary>
internal static class TokenDescription
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Tags = new HashSet<OpenApiTag> { new() { Name = "identity" } };
        document.Paths["/identity/connect/token"] = new OpenApiPathItem
        {
            Operations = new() { [HttpMethod.Post] = Operation(document) },
        };
        document.Paths["/identity/connect/par"] = new OpenApiPathItem
        {
            Operations = new() { [HttpMethod.Post] = Push(document) },
        };
        return Task.CompletedTask;
    });

    private static OpenApiOperation Operation(OpenApiDocument document) => new()
    {
        OperationId = "Identity_IssueToken",
        Summary = "Get an access token for the practitioner whom the signed assertion names.",
        Description = "OAuth 2.0 client credentials with private_key_jwt. The assertion is signed with the agency's registered key (PS256, PS512, ES256 or "
            + "ES384, RS256 or RS512 where agreed; kid in the header); iss and sub are the client id, aud the issuer, jti is new each time, exp at most 300 seconds ahead; "
            + "practitioner_id and practitioner_role say who acts. A client that registered a certificate shows it with this request and with each that brings "
            + "the token, which is bound to it (RFC 8705, cnf). Whatever is wrong with it, the answer is 401 invalid_client. "
            + "A web client, through which people sign in, sends a code or a refresh token with its assertion instead; each is good once, and a second "
            + "use ends the session. Token exchange (RFC 8693) is the gateway's own.",
        Tags = new HashSet<OpenApiTagReference> { new("identity", document) },
        Security = [],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/x-www-form-urlencoded"] = new() { Schema = Form() } },
        },
        Responses = new OpenApiResponses
        {
            ["200"] = Json("The token, for five minutes.", ("access_token", JsonSchemaType.String), ("token_type", JsonSchemaType.String), ("expires_in", JsonSchemaType.Integer)),
            ["400"] = Json("Not a token request.", ("error", JsonSchemaType.String), ("error_description", JsonSchemaType.String)),
            ["401"] = Json("The assertion is not believed.", ("error", JsonSchemaType.String), ("error_description", JsonSchemaType.String)),
        },
    };

    private static OpenApiOperation Push(OpenApiDocument document) => new()
    {
        OperationId = "Identity_PushAuthorization",
        Summary = "Push the request by which a person is to sign in.",
        Description = "RFC 9126, by a web client with private_key_jwt. With the request_uri of the answer the person's browser goes to authorization_endpoint "
            + "(/identity/connect/authorize?client_id=...&request_uri=...), signs in by password and authenticator, chooses a role, and comes back to "
            + "redirect_uri with code, state and iss. The code lives 60 seconds.",
        Tags = new HashSet<OpenApiTagReference> { new("identity", document) },
        Security = [],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/x-www-form-urlencoded"] = new() { Schema = PushForm() } },
        },
        Responses = new OpenApiResponses
        {
            ["201"] = Json("Where the request lies, for ten minutes.", ("request_uri", JsonSchemaType.String), ("expires_in", JsonSchemaType.Integer)),
            ["400"] = Json("Not such a request, or not the client's.", ("error", JsonSchemaType.String), ("error_description", JsonSchemaType.String)),
            ["401"] = Json("The assertion is not believed.", ("error", JsonSchemaType.String), ("error_description", JsonSchemaType.String)),
        },
    };

    private static OpenApiSchema Form() => Object(
        [("grant_type", new() { Type = JsonSchemaType.String, Enum = ["client_credentials", "authorization_code", "refresh_token"] }), .. Assertion()],
        [Scope(), ("code", Text("Of the code flow.")), ("redirect_uri", Text("As in the pushed request.")), ("code_verifier", Text("RFC 7636.")), ("refresh_token", Text("Of the last answer."))]);

    private static OpenApiSchema PushForm() => Object(
        [
            ("client_id", Text("The web client's.")), .. Assertion(),
            ("response_type", new() { Type = JsonSchemaType.String, Enum = ["code"] }),
            ("redirect_uri", Text("One of the client's, exactly.")),
            ("code_challenge", Text("RFC 7636.")), ("code_challenge_method", new() { Type = JsonSchemaType.String, Enum = ["S256"] }),
        ],
        [Scope(), ("state", Text("Comes back with the code."))]);

    private static (string, OpenApiSchema)[] Assertion() =>
    [
        ("client_assertion_type", new() { Type = JsonSchemaType.String, Enum = [AssertionType] }), ("client_assertion", Text("The signed JWT.")),
    ];

    private static (string, OpenApiSchema) Scope() => ("scope", Text("Services that the token is for, separated by spaces; all that the client may use if left out."));

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiResponse Json(string description, params (string Name, JsonSchemaType Type)[] members) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = Object([.. members.Select(member => (member.Name, new OpenApiSchema { Type = member.Type }))]) },
        },
    };

    private static OpenApiSchema Object(
        IReadOnlyList<(string Name, OpenApiSchema Schema)> members, IReadOnlyList<(string Name, OpenApiSchema Schema)>? optional = null) => new()
        {
            Type = JsonSchemaType.Object,
            Required = members.Select(member => member.Name).ToHashSet(),
            Properties = members.Concat(optional ?? []).ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
        };
}
