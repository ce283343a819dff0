using Cypp.Access;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.Extensions.Options;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>What other services are told of a plan: type, dates and whom to ring.</summary>
internal sealed class PlanMessages(SafeguardingDb db, IOptions<AuthorityOptions> authority)
{
    private readonly AuthorityOptions _authority = authority.Value;

    public Task StartedAsync(Plan plan, Guid agencyId, CancellationToken cancellationToken) => db.PublishAboutChildAsync(
        plan.IsProtection
            ? new ProtectionPlanStarted(
                plan.Id, plan.ChildId, plan.StartedOn, plan.CategoryOfAbuse!, _authority.OfficePhone, _authority.OutOfHoursPhone)
            : new ChildInNeedPlanStarted(plan.Id, plan.ChildId, plan.StartedOn, _authority.OfficePhone, _authority.OutOfHoursPhone),
        plan.ChildId, agencyId, cancellationToken);

    public Task EndedAsync(Plan plan, Guid agencyId, CancellationToken cancellationToken) => db.PublishAboutChildAsync(
        plan.IsProtection
            ? new ProtectionPlanEnded(plan.Id, plan.ChildId, plan.EndedOn!.Value)
            : new ChildInNeedPlanEnded(plan.Id, plan.ChildId, plan.EndedOn!.Value),
        plan.ChildId, agencyId, cancellationToken);
}
