using Cypp.Messaging.Dispatch;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Peers;
using Cypp.ServiceKit.Start;
using Cypp.ServiceKit.Time;
using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Hosting;

/// <summary>Runs one module as a service, or several in one process.</summary>
public static class ServiceHost
{
    /// <summary><c>migrate</c> as first argument brings the databases up to date and ends; so does any <see cref="IHostCommand"/>.</summary>
    /// <returns>Exit code: 0, 1 when a server is away, 2 when a setting is missing or wrong, 3 when an address is in use.</returns>
    public static Task<int> RunAsync(string[] args, params IReadOnlyList<IServiceModule> modules) => RunAsync(() => Build(args, modules, modules[0].Name), args, modules);

    /// <summary>As the other, for a host of another make.</summary>
    public static Task<int> RunAsync(Func<WebApplication> build, string[] args, IReadOnlyList<IServiceModule> modules) => StartFailure.GuardAsync(async () =>
    {
        await using var app = build();
        if (args.Length > 0 && app.Services.GetServices<IHostCommand>().FirstOrDefault(command => command.Verb == args[0]) is { } chosen)
        {
            return await chosen.RunAsync(args);
        }

        var migrateOnly = args is ["migrate", ..];
        if (migrateOnly || app.Configuration.GetValue<bool>("Database:MigrateAtStart"))
        {
            await MigrateAsync(app, modules);
        }

        if (!migrateOnly)
        {
            // The host looks too, and writes a stack trace to the log.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
        }

        return 0;
    });

    public static async Task MigrateAsync(WebApplication app, IEnumerable<IServiceModule> modules)
    {
        foreach (var module in modules)
        {
            await StartFailure.WithServerAsync("Database:OwnerConnectionString", () => module.Database.MigrateAsync(app.Services, CancellationToken.None));
        }

        foreach (var topology in app.Services.GetServices<IBrokerTopology>())
        {
            await StartFailure.WithServerAsync("Bus:OwnerAddress", () => topology.DeclareAsync(CancellationToken.None));
        }
    }

    /// <param name="configure">Last word on the builder: the edge in a single process, a test's clock and server.</param>
    /// <param name="settings">Settings that win over files, environment and arguments.</param>
    /// <param name="first">Middleware in front of everything but error handling.</param>
    /// <param name="defaults">Settings that everything else wins over.</param>
    /// <param name="use">Middleware and endpoints in front of the modules', after authentication.</param>
    public static WebApplication Build(
        string[] args, IReadOnlyList<IServiceModule> modules, string name,
        Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? use = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<WebApplication>? first = null,
        IEnumerable<KeyValuePair<string, string?>>? defaults = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        SecretFiles.Add(builder.Configuration);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // A service behind the gateway believes tokens of its own only; the edge, and what runs behind it in one process, an agency's (GW-2).
        AddPlatform(builder, name, modules is [var only] ? TokenTrust.AudienceOf(only.Name) : TokenTrust.EdgeAudience);
        if (modules.Count > 0)
        {
            AddModules(builder, modules);
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Dependencies>(provider, modules));
        }

        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseManagementPort();
        app.Use(async (context, next) =>
        {
            await Draining.EndConnectionAsync(context, app.Lifetime.ApplicationStopping);
            await next(context);
        });
        first?.Invoke(app);
        app.UseBehindTheGateway();
        app.UseRouting();
        app.UseKnownRevocations();
        app.UseAuthentication();
        use?.Invoke(app);
        app.UseAuthorization();
        app.UseRereadableBodies();
        app.MapProbes(modules);
        if (modules.Count > 0)
        {
            app.MapOpenApi().AllowAnonymous();
        }

        foreach (var module in modules)
        {
            module.MapEndpoints(GroupOf(app, module));
            module.MapPages(app.MapGroup($"/{module.Name}").AllowAnonymous().ExcludeFromDescription().WithMetadata(module.Database));
            module.MapInternal(app.MapGroup($"/{module.Name}/internal").AllowAnonymous().ExcludeFromDescription());
        }

        return app;
    }

    /// <summary>What every process has, the gateway too: errors, JSON, token trust, clocks, telemetry, deny by default.</summary>
    public static void AddPlatform(WebApplicationBuilder builder, string name, string audience)
    {
        var services = builder.Services;
        BusinessTime.Check(builder.Configuration, builder.Environment);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => BusinessTime.From(builder.Configuration, provider.GetRequiredService<TimeProvider>()));
        services.AddProblems();
        services.AddStrictJson();
        builder.AddPeers(fromPeersOnly: audience != TokenTrust.EdgeAudience);
        services.AddTokenTrust(builder.Configuration, builder.Environment, audience);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHttpContextAccessor();
        GuardedLogs.Guard(services);
        Draining.AddDraining(builder);
        builder.AddTelemetry(name);
    }

    private static void AddModules(WebApplicationBuilder builder, IReadOnlyList<IServiceModule> modules)
    {
        var engine = DatabaseEngine.From(builder.Configuration);
        builder.Services.AddSingleton(engine).AddSingleton(engine.SlotLocks);
        builder.Services.AddBus(builder.Configuration);
        foreach (var module in modules)
        {
            module.Database.Register(builder.Services, engine, module.Name, module.AddConsumers);
            module.AddServices(builder.Services, builder.Configuration);
            builder.Services.AddOpenApi(module.Name, options => ApiDescription.Describe(options, module.Name));
        }
    }

    private static RouteGroupBuilder GroupOf(WebApplication app, IServiceModule module)
    {
        var group = app.MapGroup($"/{module.Name}/v1");
        group.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context => TokenTrust.MayUse(context.User, module.Name)))
            .WithTags(module.Name).WithGroupName(module.Name).WithMetadata(module.Database);
        group.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        module.Database.AddIdempotency(group);
        return group;
    }
}
