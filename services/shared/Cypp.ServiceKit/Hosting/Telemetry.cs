using System.Reflection;
using Cypp.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cypp.ServiceKit.Hosting;

/// <summary>Traces, metrics and logs by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set. Routes as templates, no query, no child.</summary>
public static class Telemetry
{
    public static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    // Asked again and again by machines.
    private static readonly string[] Unseen = ["/livez", "/readyz", "/index/internal"];

    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        BareException.UseInSpans();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceNamespace: "cypp", serviceVersion: Version))
            .WithTracing(tracing => tracing
                .AddSource(MessagingTelemetry.Name)
                .AddNpgsql()
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !Unseen.Any(path => context.Request.Path.StartsWithSegments(path));
                    options.EnrichWithHttpResponse = (activity, _) => Depersonalise(activity);
                })
                .AddHttpClientInstrumentation(options => options.EnrichWithHttpRequestMessage = (activity, request) =>
                    activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority))))
            .WithMetrics(metrics => metrics
                .AddMeter("Cypp.*", "Npgsql")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                // A slow request's place in a histogram names its trace.
                .SetExemplarFilter(ExemplarFilterType.TraceBased));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Logging.AddOpenTelemetry();
            telemetry.UseOtlpExporter();
        }
    }

    // The path holds ids of cases and children: the route's template stays, the path goes (TL-1).
    private static void Depersonalise(System.Diagnostics.Activity activity)
    {
        activity.SetTag("url.path", activity.GetTagItem("http.route") ?? "");
        activity.SetTag("url.query", null);
        activity.SetTag("user_agent.original", null);
        activity.SetTag("client.address", null);
        // Whatever the caller calls its method and our host.
        activity.SetTag("http.request.method_original", null);
        activity.SetTag("server.address", null);
    }
}
