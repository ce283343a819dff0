using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cypp.ServiceKit.Hosting;

/// <summary>What every operation's description has in common: bearer token, keys, versions, error shape.</summary>
internal static class ApiDescription
{
    public static void Describe(OpenApiOptions options, string service)
    {
        // Every use case has a Request of its own: in the description it bears the use case's name.
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
            ? (type.Type.DeclaringType?.Name ?? "") + id
            : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = $"Cypp.Platform {service}",
                Version = "v1",
                Description = $"Operations of the {service} service. Errors are RFC 9457 problem details with a stable code.",
                Contact = new OpenApiContact { Name = "Platform operations" },
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            operation.Parameters ??= [];
            if (HttpMethods.IsPost(context.Description.HttpMethod ?? "") && !metadata.OfType<NoIdempotencyKey>().Any())
            {
                operation.Parameters.Add(Header("Idempotency-Key", "Unique to this request; kept 24 hours. The same key again gets the first answer."));
            }

            if (OperationExamples.Find(context.Description) is { } example && operation.RequestBody?.Content is { } content)
            {
                foreach (var media in content.Values)
                {
                    media.Example = example;
                }
            }

            if (metadata.OfType<IfMatchMetadata>().Any())
            {
                operation.Parameters.Add(Header("If-Match", "The ETag of the version that this edit is based on."));
            }

            return Task.CompletedTask;
        });
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
