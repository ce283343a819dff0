using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Contracts.Identifiers;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal static class RegisterChild
{
    /// <summary>Exactly one of birth date and, before birth, expected birth date.</summary>
    /// <param name="Sex">m, f or u (not known).</param>
    public sealed record Request(
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string GivenName,
        [property: Required, StringLength(Adult.NameLength, MinimumLength = 1)] string FamilyName,
        string Sex, AddressBody Address, string ResidenceCluster,
        DateOnly? BirthDate = null, DateOnly? ExpectedBirthDate = null, string? NhsNumber = null, string? Upn = null)
    {
        public Error? Read(DateOnly today, out ChildDetails? details)
        {
            details = null;
            if (NumbersAreInvalid(NhsNumber, Upn, out var nhsNumber, out var upn) is { } wrongNumber)
            {
                return wrongNumber;
            }

            if (Domain.Address.Read(Address.Lines, Address.Postcode, ResidenceCluster, out var address) is { } wrongAddress)
            {
                return wrongAddress;
            }

            details = new ChildDetails
            {
                GivenName = GivenName,
                FamilyName = FamilyName,
                Sex = Sex,
                BirthDate = BirthDate,
                ExpectedBirthDate = ExpectedBirthDate,
                NhsNumber = nhsNumber,
                Upn = upn,
                Address = address!,
            };
            return details.IsImpossible(today);
        }
    }

    public sealed record AddressBody(IReadOnlyList<string> Lines, string Postcode);

    public sealed record Response(Guid ChildId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/children", HandleAsync)
        .Requires(Policies.RegisterChild)
        .WithSummary("Register a child who is not in the index yet.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>Numbers become types here, or the request is refused.</summary>
    public static Error? NumbersAreInvalid(string? nhsNumber, string? upn, out NhsNumber? readNhsNumber, out Upn? readUpn)
    {
        readUpn = null;
        return !NhsNumber.TryParse(nhsNumber, out readNhsNumber) && nhsNumber is not null ? ChildErrors.NhsNumberInvalid
            : !Upn.TryParse(upn, out readUpn) && upn is not null ? ChildErrors.UpnInvalid
            : null;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (request.Read(clock.Today, out var details) is { } error)
        {
            return error.ToProblem();
        }

        if (await db.IsRegisteredAsync(details!, cancellationToken))
        {
            return ChildErrors.AlreadyRegistered.ToProblem();
        }

        var now = clock.GetUtcNow();
        var child = Child.Register(details!, now);
        db.Children.Add(child);
        db.Set<Relationship>().Add(new Relationship
        {
            Id = Guid.CreateVersion7(now),
            ChildId = child.Id,
            AgencyId = practitioner.AgencyId,
            Kind = RelationshipKinds.ServiceEpisode,
            SourceId = child.Id,
            From = now,
        });
        db.AnnounceRecord(child, practitioner.AgencyId, now);
        db.Audit(practitioner, Policies.RegisterChild, "child", child.Id, child.Id);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (!TransientFailure.Is(failure) && !failure.IsUnrecorded())
        {
            // Registered by another at the same moment: the number is unique.
            return ChildErrors.AlreadyRegistered.ToProblem();
        }

        response.SetETag(child);
        return TypedResults.Created($"/index/v1/children/{child.Id}", new Response(child.Id));
    }
}
