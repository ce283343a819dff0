using System.Collections.Concurrent;
using Cypp.Access.Sharing;
using Cypp.Contracts;
using Cypp.Contracts.Index;
using Cypp.Messaging;

namespace Cypp.Testing;

/// <summary>
/// The agreement that the city's agencies have signed: all share with all, for all that the platform does. An agency of a
/// test has signed it from its first call or message on, unless the test says otherwise.
/// </summary>
public sealed class CityAgreement(Func<Func<ServiceDb, Task>, Task> inDatabase)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> _signed = new();

    public static IReadOnlyList<AgreedRule> Rules { get; } =
    [
        new(
            Exception: false, Allow: true, [SharingModes.Existence, SharingModes.Content],
            [RecordTypes.Person, RecordTypes.EarlyHelp, RecordTypes.ChildrensServices, RecordTypes.Education, RecordTypes.Health],
            [OrgTypes.LocalAuthority, "EDUCATION", "HEALTH", "POLICE", "HOUSING", "VOLUNTARY", "OTHER"],
            [.. Purposes.All.Select(SharingQuestion.PurposeOf)], From: null, Until: null),
    ];

    public Task SignAsync(Guid agencyId) => AgreeAsync(agencyId, Rules, anew: false);

    /// <summary>The agency's own agreement, in the place of the city's; no rules: none.</summary>
    public Task AgreeAsync(Guid agencyId, params IReadOnlyList<AgreedRule> rules) => AgreeAsync(agencyId, rules, anew: true);

    private Task AgreeAsync(Guid agencyId, IReadOnlyList<AgreedRule> rules, bool anew)
    {
        Lazy<Task> Signing() => new(() => inDatabase(async db =>
        {
            await db.TakeAsync(new SharingAgreementChanged(agencyId, rules), CancellationToken.None);
            await db.SaveChangesAsync();
        }));
        return (anew ? _signed.AddOrUpdate(agencyId, _ => Signing(), (_, _) => Signing()) : _signed.GetOrAdd(agencyId, _ => Signing())).Value;
    }

    /// <summary>Signs for the caller's agency before its first call.</summary>
    public sealed class Handler(CityAgreement agreement, Guid agencyId, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await agreement.SignAsync(agencyId);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
