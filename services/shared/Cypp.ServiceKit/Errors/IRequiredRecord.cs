using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Cypp.ServiceKit.Errors;

/// <summary>
/// A row without which nothing is answered: where it cannot be written, the operation is refused with 503 and leaves
/// nothing (AU-2).
/// </summary>
public interface IRequiredRecord;

public static class RequiredRecords
{
    private const string UniqueViolation = "23505";

    /// <summary>True when it was such a row that could not be written; who takes a failed save for a conflict asks first.</summary>
    public static bool IsUnrecorded(this DbUpdateException failure) =>
        failure.Entries.Any(entry => entry.Entity is IRequiredRecord)
        // PostgreSQL names a whole batch where one of its rows was not unique, which the record's never is.
        && failure.InnerException is not DbException { SqlState: UniqueViolation };
}
