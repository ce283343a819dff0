using Cypp.Messaging;

namespace Cypp.Access.Audit.AccessLog;

/// <summary>How a service that knows a child's adults finds them.</summary>
/// <param name="Related">Every adult known around the child.</param>
/// <param name="NotToBeTold">Those who must not be told about the child.</param>
public sealed record AdultsOfChild<TDb>(Func<TDb, Guid, IQueryable<Guid>> Related, Func<TDb, Guid, IQueryable<Guid>> NotToBeTold) where TDb : ServiceDb;
