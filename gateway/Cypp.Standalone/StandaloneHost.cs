using Cypp.EarlyHelp;
using Cypp.Gateway;
using Cypp.Health;
using Cypp.Identity;
using Cypp.Index;
using Cypp.Learning;
using Cypp.Outcomes;
using Cypp.Safeguarding;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Standalone;

/// <summary>The whole platform in one process: the edge, and every module behind it, on SQLite files.</summary>
public static class StandaloneHost
{
    public static IReadOnlyList<IServiceModule> Modules { get; } =
    [
        new IndexModule(), new EarlyHelpModule(), new SafeguardingModule(), new LearningModule(), new HealthModule(), new OutcomesModule(),
        new IdentityModule(),
    ];

    /// <summary>
    /// <c>agency ...</c> registers agencies on the data directory, <c>audit ...</c> verifies the audit on it; anything else
    /// starts the platform.
    /// </summary>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (rest, data) = DataDirectory.From(args);
        if (IdentityModule.IsCommand(rest))
        {
            return await IdentityModule.RunCommandAsync(rest, StandaloneSettings.Of(data), StandaloneSettings.Defaults(data));
        }

        return await ServiceHost.RunAsync(() => Build(args), rest, Modules);
    }

    /// <summary>Brings the data directory up to date; a host that is built and started by hand needs it first.</summary>
    public static Task MigrateAsync(WebApplication app) => ServiceHost.MigrateAsync(app, Modules);

    /// <param name="configure">Last word on the builder, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var (rest, data) = DataDirectory.From(args);
        return ServiceHost.Build(
            rest, Modules, "standalone",
            builder =>
            {
                Edge.AddEdge(builder);
                builder.Services.AddSingleton<IReadiness, ModuleReadiness>();
                if (StandaloneSettings.Describing)
                {
                    // Dispatchers and watchers would look for tables that are not there.
                    builder.Logging.ClearProviders();
                }

                configure?.Invoke(builder);
                if (StandaloneSettings.Describing)
                {
                    LeaveOutWorkers(builder.Services);
                }
            },
            use: app =>
            {
                app.UseEdgePolicies();
                app.MapEdgePages();
            },
            settings: StandaloneSettings.Of(data),
            first: app => app.UseEdge(),
            defaults: StandaloneSettings.Defaults(data));
    }

    // Only the web host starts where the descriptions are written: there is no database for dispatchers and watchers.
    private static void LeaveOutWorkers(IServiceCollection services)
    {
        foreach (var worker in services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Name != "GenericWebHostService").ToList())
        {
            services.Remove(worker);
        }
    }
}
