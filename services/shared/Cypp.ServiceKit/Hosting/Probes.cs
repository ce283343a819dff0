using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.ServiceKit.Hosting;

/// <summary>
/// <c>/livez</c> touches nothing; <c>/readyz</c> asks each database, and waits for the first list of what is revoked; it says no as soon as the process is told to stop. Both, and <c>/version</c>, only on the management port.
/// <c>/{service}/ready</c> tells the edge, which lets no one else at it, whether the service can do its work.
/// </summary>
internal static class Probes
{
    private const string Setting = "Management:Port";

    /// <summary>The management port shows how the process does and nothing else: it asks nobody for a certificate (GW-4).</summary>
    public static void UseManagementPort(this WebApplication app)
    {
        var port = app.Configuration.GetValue<int?>(Setting);
        app.UseWhen(
            context => context.Connection.LocalPort == port && context.Request.Path.Value is not ("/livez" or "/readyz" or "/version"),
            other => other.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }));
    }

    /// <summary>Whoever asks the management port shows no certificate; whoever asks elsewhere is the gateway (GW-4).</summary>
    public static void UseBehindTheGateway(this WebApplication app)
    {
        var port = app.Configuration.GetValue<int?>(Setting);
        app.UseWhen(
            context => context.Connection.LocalPort != port,
            other => other.UseGatewayOnly(app.Services.GetRequiredService<TokenBearer>(), app.Services.GetRequiredService<UnknownCallers>()));
    }

    public static void MapProbes(this WebApplication app, IReadOnlyList<IServiceModule> modules)
    {
        foreach (var module in modules)
        {
            app.MapGet($"/{module.Name}/ready", async (CancellationToken cancellationToken) => Results.StatusCode(
                await module.Database.IsReachableAsync(app.Services, cancellationToken) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable))
                .AllowAnonymous().ExcludeFromDescription();
        }

        if (app.Configuration.GetValue<int?>(Setting) is not { } port)
        {
            return;
        }

        var management = app.MapGroup("").RequireHost($"*:{port}").AllowAnonymous().ExcludeFromDescription();
        management.MapGet("/livez", () => "ok");
        management.MapGet("/version", () => new { version = Telemetry.Version });
        management.MapGet("/readyz", async (Revocations revocations, CancellationToken cancellationToken) =>
        {
            if (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            if (!revocations.WereKnown)
            {
                return Results.Text("revocations", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            foreach (var module in modules)
            {
                if (!await module.Database.IsReachableAsync(app.Services, cancellationToken))
                {
                    return Results.Text(module.Name, statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            }

            return Results.Text("ok");
        });
    }
}
