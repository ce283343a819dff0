using System.Linq.Expressions;
using Cypp.Access.Audit;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Restrictions;

/// <summary>
/// Restriction and conflict of interest, compiled into every query of every row that belongs to a child: what
/// <see cref="Decisions.AccessRules"/> denies there is not in the result, whoever wrote the query. Consumers and jobs
/// read for nobody and see all.
/// </summary>
public static class RestrictionFilter
{
    private const string Name = "restriction";

    /// <summary>Call it last: it covers each mapped row that has a ChildId, but for the trail of audit.</summary>
    public static void FilterRestricted(this ModelBuilder model, ServiceDb db)
    {
        Type[] apart = [typeof(AuditRow), typeof(SealedChild), typeof(NamedReader), typeof(ConflictOfInterest)];
        foreach (var type in model.Model.GetEntityTypes().Where(type => !apart.Contains(type.ClrType) && !type.IsOwned()
            && type.FindPrimaryKey() is not null && type.FindProperty("ChildId")?.PropertyInfo is not null).ToList())
        {
            model.FilterRestricted(db, type.ClrType, "ChildId");
        }
    }

    /// <param name="property">The property that holds the child's id.</param>
    /// <param name="author">The property that holds who wrote the row, where they may always read their own words.</param>
    public static void FilterRestricted(this ModelBuilder model, ServiceDb db, Type row, string property, string? author = null) =>
        model.Entity(row).HasQueryFilter(Name, Shown(db, row, property, author));

    /// <returns>Of a row, whether its child is neither sealed to who reads nor their kin: for the trail of audit, which has no filter.</returns>
    public static LambdaExpression Shown(ServiceDb db, Type row, string property, string? author = null)
    {
        Expression<Func<ServiceDb, Guid?, bool>> wrote = (context, authorId) => authorId == context.Reader;
        Expression<Func<ServiceDb, Guid?, bool>> shown = (context, childId) =>
            context.Reader == null
            || !(context.Set<SealedChild>().Any(one => one.ChildId == childId && one.Sealed
                    && !context.Set<NamedReader>().Any(named => named.ChildId == childId && named.PractitionerId == context.Reader))
                || context.Set<ConflictOfInterest>().Any(own => own.ChildId == childId && own.PractitionerId == context.Reader));
        var parameter = Expression.Parameter(row, "row");
        return Expression.Lambda(author is null ? Of(shown, property) : Expression.OrElse(Of(wrote, author), Of(shown, property)), parameter);

        Expression Of(Expression<Func<ServiceDb, Guid?, bool>> condition, string column) => new Replace(new()
        {
            [condition.Parameters[0]] = Expression.Constant(db, db.GetType()),
            [condition.Parameters[1]] = Expression.Convert(Expression.Property(parameter, column), typeof(Guid?)),
        }).Visit(condition.Body);
    }

    // The context stands in the filter as a constant, which EF Core replaces by the context that runs the query.
    private sealed class Replace(Dictionary<ParameterExpression, Expression> by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => by.GetValueOrDefault(node, node);
    }
}
