namespace Cypp.Gateway;

/// <summary>Whether a service can do its work: asked over the network, or of the module in this process.</summary>
internal interface IReadiness
{
    Task<bool> IsReadyAsync(string service, CancellationToken cancellationToken);
}
