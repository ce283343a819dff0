using Cypp.Messaging;

namespace Cypp.Access.Restrictions;

/// <summary>Whether a service's copy of the restrictions can be relied on now (AZ-1).</summary>
public interface IRestrictionFeed
{
    bool IsOf(ServiceDb db);

    /// <summary>False: it is behind the index, or cut off from it.</summary>
    bool IsWhole { get; }
}
