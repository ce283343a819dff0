using Cypp.Access.Overrides;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Access.Restrictions;

public sealed class OnChildRestricted<TDb>(TDb db) : IHandle<ChildRestricted> where TDb : ServiceDb
{
    public Task HandleAsync(ChildRestricted message, Envelope envelope, CancellationToken cancellationToken) => db.TakeAsync(message, cancellationToken);
}

public sealed class OnInterestDeclared<TDb>(TDb db) : IHandle<InterestDeclared> where TDb : ServiceDb
{
    public Task HandleAsync(InterestDeclared message, Envelope envelope, CancellationToken cancellationToken) => db.TakeAsync(message, cancellationToken);
}

public sealed class OnInterestWithdrawn<TDb>(TDb db) : IHandle<InterestWithdrawn> where TDb : ServiceDb
{
    public Task HandleAsync(InterestWithdrawn message, Envelope envelope, CancellationToken cancellationToken) => db.TakeAsync(message, cancellationToken);
}

public static class RestrictionConsumers
{
    /// <summary>Every service that holds rows of children keeps its own copy of who is sealed, who is in conflict, and who shares what.</summary>
    public static ConsumerList AddRestrictions<TDb>(this ConsumerList consumers) where TDb : ServiceDb => consumers
        .Add<ChildRestricted, OnChildRestricted<TDb>>()
        .Add<InterestDeclared, OnInterestDeclared<TDb>>()
        .Add<InterestWithdrawn, OnInterestWithdrawn<TDb>>()
        .Add<AccessOverridden, OnAccessOverridden<TDb>>()
        .Add<SharingAgreementChanged, OnSharingAgreementChanged<TDb>>();
}
