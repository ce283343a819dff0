using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

/// <summary>What a use case that edits a case needs, as handler parameters.</summary>
internal readonly record struct CaseEdit(
    CurrentPractitioner Practitioner, EarlyHelpDb Db, BusinessClock Clock, TimeProvider System, IfMatch IfMatch, HttpResponse Response, CancellationToken CancellationToken)
{
    /// <summary>Loads the led case, checks the version, applies the change, audits each child, saves and shows the case.</summary>
    public async Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> ApplyAsync(
        Guid caseId, Policy policy, Func<EarlyHelpCase, CaseEdit, Error?> change, Func<EarlyHelpCase, CaseEdit, Task>? then = null,
        Func<EarlyHelpCase, CaseEdit, Task<Error?>>? check = null)
    {
        if (await Db.FindLedCaseAsync(caseId, Practitioner, Clock.GetUtcNow(), CancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        if ((IfMatch.Fails(found) ?? (check is null ? null : await check(found, this)) ?? change(found, this)) is { } error)
        {
            return error.ToProblem();
        }

        if (then is not null)
        {
            await then(found, this);
        }

        foreach (var member in found.Members)
        {
            Db.Audit(Practitioner, policy, "early-help-case", found.Id, member.ChildId);
        }

        await Db.SaveChangesAsync(CancellationToken);
        Response.SetETag(found);
        return TypedResults.Ok(ShowCase.To(found, await CaseSight.OfAsync(Db, found, Practitioner, Clock.GetUtcNow(), CancellationToken)));
    }
}
