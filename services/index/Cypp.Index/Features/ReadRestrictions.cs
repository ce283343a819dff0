using Cypp.Access.Feed;

namespace Cypp.Index.Features;

/// <summary>GET /index/internal/restrictions: what each service asks every second, to learn whether its copy is whole (AZ-1).</summary>
internal static class ReadRestrictions
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/restrictions", HandleAsync).WithName("Index_ReadRestrictions");

    private static Task<RestrictionDigest> HandleAsync(IRestrictionSource source, CancellationToken cancellationToken) => source.ReadAsync(cancellationToken);
}
