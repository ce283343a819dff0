using Cypp.Gateway;

namespace Cypp.Standalone;

/// <summary>Asks the modules of this process.</summary>
internal sealed class ModuleReadiness(IServiceProvider services) : IReadiness
{
    public async Task<bool> IsReadyAsync(string service, CancellationToken cancellationToken) =>
        StandaloneHost.Modules.FirstOrDefault(module => module.Name == service) is { } running
        && await running.Database.IsReachableAsync(services, cancellationToken);
}
