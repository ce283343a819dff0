using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging;

/// <summary>
/// For what a service works on its database. PostgreSQL shows no row and takes none to who does not say it (DB-1); a new
/// scope has not said it.
/// </summary>
/// <param name="Name">One of this class's names; policies name it.</param>
/// <param name="AgencyId">A request's: the caller's agency.</param>
/// <param name="Reader">A request's: the person for whom it reads. It narrows, it never widens.</param>
/// <param name="Now">A request's: the moment, in business time, at which its caller's relationships are looked at.</param>
public sealed record RowContext(string Name, Guid? AgencyId = null, Guid? Reader = null, DateTimeOffset? Now = null)
{
    /// <summary>A request about children with whom its caller has a relationship.</summary>
    public static readonly RowContext OfRelated = new("request");

    /// <summary>A request that needs no relationship: see <see cref="Reach.AnyChild"/>.</summary>
    public static readonly RowContext OfAnyChild = new("request-any-child");

    /// <summary>A request about sealed children: see <see cref="Reach.SealedChild"/>.</summary>
    public static readonly RowContext OfSealedChild = new("request-sealed-child");

    public static readonly RowContext Consumer = new("consumer");
    public static readonly RowContext Dispatcher = new("dispatcher");

    /// <summary>Work that begins by the clock, for nobody.</summary>
    public static readonly RowContext Job = new("job");

    /// <summary>Gives audit rows their place, tells roots and writes witness files.</summary>
    public static readonly RowContext Sealer = new("sealer");

    /// <summary>Verifies the audit; it only reads.</summary>
    public static readonly RowContext Auditor = new("auditor");

    /// <summary>The identity service: agencies, clients and tokens, no child.</summary>
    public static readonly RowContext Issuer = new("issuer");

    /// <summary>Who has not signed in: published figures.</summary>
    public static readonly RowContext Anyone = new("anyone");

    /// <summary>It lasts no longer than one caller's request.</summary>
    public bool OfOneCaller => Now is not null || this == Issuer;

    public static RowContext Request(Reach reach, Guid agencyId, Guid practitionerId, DateTimeOffset now) => (reach switch
    {
        Reach.SealedChild or Reach.Intake => OfSealedChild,
        Reach.AnyChild => OfAnyChild,
        _ => OfRelated,
    }) with
    { AgencyId = agencyId, Reader = reach == Reach.Intake ? null : practitionerId, Now = now };
}

/// <summary>Whose rows an operation may come upon.</summary>
public enum Reach
{
    /// <summary>Children with whom the caller's agency, or the person, has a relationship now.</summary>
    Related,

    /// <summary>All but sealed ones: the operation begins a relationship, works on a list of another kind, or speaks of somebody unknown.</summary>
    AnyChild,

    /// <summary>Sealed ones too.</summary>
    SealedChild,

    /// <summary>
    /// Whomever the caller speaks of, sealed or the caller's kin: the operation takes in what is told, shows nothing that was
    /// there, and so reads for nobody. A concern is never turned away.
    /// </summary>
    Intake,
}

public static class RowContexts
{
    /// <summary>The scope's database, for one kind of work; whatever else the scope makes works on the same.</summary>
    public static TDb DatabaseFor<TDb>(this AsyncServiceScope scope, RowContext context) where TDb : ServiceDb
    {
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        db.WorkAs(context);
        return db;
    }
}
