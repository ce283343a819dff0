using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Cypp.ServiceKit.Peers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cypp.Access.Feed;

public static class FeedServices
{
    private const string Setting = "Restrictions:Address";
    private const string Missing = $"{Setting} is missing: where the index listens.";

    // Says at the start what would otherwise be asked for when the feed begins.
    private sealed class Source;

    /// <summary>Each service that keeps a copy of the restrictions; the index, which has them, does not.</summary>
    /// <param name="hidden">Children whose location is hidden, where the service shows locations.</param>
    public static IServiceCollection AddRestrictionFeed<TDb>(
        this IServiceCollection services, string service, IConfiguration configuration, Func<TDb, IQueryable<Guid>>? hidden = null) where TDb : ServiceDb
    {
        if (configuration[Setting] is { Length: > 0 } text)
        {
            var address = Uri.TryCreate(text, UriKind.Absolute, out var stated) && stated.Scheme is "https" or "http" or "h2c" ? stated : throw Wrong($"{Setting} must be an https://, http:// or h2c:// address.");
            services.AddHttpClient(RemoteRestrictions.Client).RemoveAllLoggers()
                .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PeerConnections>().Handler());
            services.TryAddSingleton<IRestrictionSource>(provider => new RemoteRestrictions(provider.GetRequiredService<IHttpClientFactory>(), address));
        }

        services.AddOptions<Source>()
            .Validate<IServiceProviderIsService>((_, there) => there.IsService(typeof(IRestrictionSource)), Missing)
            .ValidateOnStart();
        services.AddKeyedSingleton<IRestrictionCopy>(service, (provider, _) => new RestrictionCopy<TDb>(provider.GetRequiredService<IServiceScopeFactory>(), hidden));
        services.AddKeyedSingleton(service, (provider, _) => new RestrictionFeed(
            service, provider.GetRequiredKeyedService<IRestrictionCopy>(service), SourceOf(provider), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RestrictionFeed>>()));
        services.AddSingleton<IRestrictionFeed>(provider => provider.GetRequiredKeyedService<RestrictionFeed>(service));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<RestrictionFeed>(service));
        return services;
    }

    private static OptionsValidationException Wrong(string what) => new("Restrictions", typeof(FeedServices), [what]);

    private static IRestrictionSource SourceOf(IServiceProvider provider) => provider.GetService<IRestrictionSource>()
        ?? throw Wrong(Missing);
}
