using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cypp.Identity.Protocol;

/// <summary>Describes the token endpoint, which is OpenIddict's own and not among the mapped ones, in the service's API description.</summary>
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
        return Task.CompletedTask;
    });

    private static OpenApiOperation Operation(OpenApiDocument document) => new()
    {
        OperationId = "Identity_IssueToken",
        Summary = "Get an access token for the practitioner whom the signed assertion names.",
        Description = "OAuth 2.0 client credentials with private_key_jwt. The assertion is signed with the agency's registered key (PS256, PS512, ES256 or "
            + "ES384, RS256 or RS512 where agreed; kid in the header); iss and sub are the client id, aud the issuer, jti is new each time, exp at most 300 seconds ahead; "
            + "practitioner_id and practitioner_role say who acts. Whatever is wrong with it, the answer is 401 invalid_client. "
            + "Token exchange (RFC 8693) is the gateway's own.",
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

    private static OpenApiSchema Form() => Object(
        [
            ("grant_type", new() { Type = JsonSchemaType.String, Enum = ["client_credentials"] }),
            ("client_assertion_type", new() { Type = JsonSchemaType.String, Enum = [AssertionType] }),
            ("client_assertion", new() { Type = JsonSchemaType.String, Description = "The signed JWT." }),
        ],
        [("scope", new() { Type = JsonSchemaType.String, Description = "Services that the token is for, separated by spaces; all that the client may use if left out." })]);

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
