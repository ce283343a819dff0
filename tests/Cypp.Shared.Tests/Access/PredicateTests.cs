using CsCheck;
using Cypp.Access;
using Cypp.Access.Decisions;
using Cypp.Access.Relationships;
using Cypp.Access.Restrictions;
using Cypp.Access.Sharing;
using Cypp.Messaging;
using Cypp.ServiceKit.Postgres;
using Cypp.Shared.Tests.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Shared.Tests.Access;

/// <summary>The function that decides and the predicate that filters say the same, in random worlds, on both engines; on PostgreSQL so does the policy (DB-1).</summary>
public sealed class PredicateTests
{
    private const int Worlds = 20;
    private const int Children = 500;
    private static readonly DateTimeOffset Now = ServiceUnderTest.Monday;
    private static readonly Policy[] Actions = [AccessMatrix.Of("Index_ReadChild"), AccessMatrix.Of("Index_MoveChild")];
    private static readonly string[] Kinds = [RelationshipKinds.Caseload, RelationshipKinds.SchoolRoll, RelationshipKinds.DutyDesk, RelationshipKinds.Override];
    private static readonly CurrentPractitioner[] People = [.. from agency in Enumerable.Range(0, 2)
        let agencyId = Guid.CreateVersion7()
        from person in Enumerable.Range(0, 2)
        select new CurrentPractitioner(Guid.CreateVersion7(), Roles.SocialWorker, agencyId, "social-care", "client")];

    [Theory, Engines]
    public async Task Predicate_InRandomWorlds_SaysWhatTheFunctionSays(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        if (service.Postgres is not null)
        {
            await service.InDatabaseAsync<NoteDb, int>(db => db.Database.ExecuteSqlRawAsync(Policies()));
        }

        var seeds = new List<ulong>();
        Gen.ULong.Array[Worlds].Sample(seeds.AddRange, iter: 1, threads: 1);
        foreach (var seed in seeds)
        {
            var agreements = RandomAgreements(new PCG(2, seed));
            var world = Enumerable.Range(0, Children).Select(index => RandomChild(new PCG(1, seed + (ulong)index), agreements)).ToDictionary(one => one.Id, one => one.Facts);
            await service.InDatabaseAsync<NoteDb, int>(db => StoreAsync(db, world, agreements.SelectMany(agreement => agreement.Value)));
            foreach (var person in People)
            {
                await AssertSameAsync(service, world, person, seed);
                if (service.Postgres is not null)
                {
                    await AssertPolicySaysSoAsync(service, world, person, seed);
                }
            }
        }
    }

    private static async Task AssertSameAsync(ServiceUnderTest service, Dictionary<Guid, ChildFacts> world, CurrentPractitioner person, ulong seed)
    {
        foreach (var (action, kinds) in from action in Actions from kinds in new string[][] { [], [Kinds[0]], [Kinds[1], Kinds[2]] } select (action, kinds))
        {
            var seen = await service.InDatabaseAsync<NoteDb, HashSet<Guid>>(async db =>
            {
                db.WorkAs(RowContext.Request(Reach.Related, person.AgencyId, person.PractitionerId, Now));
                db.Use = action.Use;
                return [.. await db.ChildrenKnownTo(person, Now, kinds).ToListAsync()];
            });
            var decided = world.Where(child => AccessRules.Decide(person, action, ServiceUnderTest.Authority, child.Value, Now, kinds).Permitted).Select(child => child.Key).ToHashSet();
            Assert.True(seen.Where(world.ContainsKey).ToHashSet().SetEquals(decided), $"Seed {seed}: the predicate says otherwise than the function.");
        }

        var rows = await service.InDatabaseAsync<NoteDb, HashSet<Guid>>(async db =>
        {
            db.WorkAs(RowContext.Request(Reach.Related, person.AgencyId, person.PractitionerId, Now));
            return [.. await db.Notes.Select(note => note.ChildId).ToListAsync()];
        });
        var open = world.Where(child => !(child.Value.Sealed && !child.Value.NamedReaders.Contains(person.PractitionerId)) && !child.Value.Conflicted.Contains(person.PractitionerId));
        Assert.True(rows.Where(world.ContainsKey).ToHashSet().SetEquals(open.Select(child => child.Key)), $"Seed {seed}: a row of a restricted child is shown or another is not.");
    }

    // The query asks for everything: what is left out, PostgreSQL leaves out.
    private static async Task AssertPolicySaysSoAsync(ServiceUnderTest service, Dictionary<Guid, ChildFacts> world, CurrentPractitioner person, ulong seed)
    {
        var shown = await service.WorkAsync<NoteDb, HashSet<Guid>>(
            RowContext.Request(Reach.Related, person.AgencyId, person.PractitionerId, Now),
            async db => [.. await db.Notes.IgnoreQueryFilters().Select(note => note.ChildId).ToListAsync()]);
        var decided = world.Where(child => AccessRules.Decide(person, Actions[0], ServiceUnderTest.Authority, AsIfAllShared(child.Value), Now).Permitted).Select(child => child.Key);
        Assert.True(shown.Where(world.ContainsKey).ToHashSet().SetEquals(decided), $"Seed {seed}: the policy says otherwise than the function.");
    }

    /// <summary>The wall in the database asks for a relationship, and knows no agreement.</summary>
    private static ChildFacts AsIfAllShared(ChildFacts facts) => facts with
    {
        Agreements = [.. facts.Relationships.Where(one => one.RecordsOfAgencyId is not null).DistinctBy(one => one.RecordsOfAgencyId).Select(one => new SharingRule
        {
            Id = Guid.CreateVersion7(),
            AgencyId = one.RecordsOfAgencyId!.Value,
            Name = "any",
            Rank = 1,
            Modes = [SharingModes.Content],
            RecordTypes = [RecordTypes.Person],
            Destinations = [OrgTypes.LocalAuthority],
            Purposes = ["IDENTIFICATION"],
        })],
    };

    private static string Policies()
    {
        var rules = new ServiceRules { ByRelationship = ["Notes"] };
        return string.Join('\n', from table in new[] { "Notes", "relationship", "sealed_child", "sealed_child_reader", "conflict_of_interest" }
                                 select RowSecurity.StatementsFor(table, "ChildId", rules));
    }

    private static (Guid Id, ChildFacts Facts) RandomChild(PCG random, Dictionary<Guid, List<SharingRule>> agreements)
    {
        var childId = Guid.CreateVersion7();
        bool One(int of) => random.Next((uint)of) == 0;
        var relationships = Enumerable.Range(0, (int)random.Next(4)).Select(_ =>
        {
            var person = People[(int)random.Next((uint)People.Length)];
            var relationship = new Relationship
            {
                Id = Guid.CreateVersion7(),
                ChildId = childId,
                AgencyId = person.AgencyId,
                PractitionerId = One(2) ? person.PractitionerId : null,
                RecordsOfAgencyId = One(2) ? null : One(8) ? person.AgencyId : agreements.Keys.ElementAt((int)random.Next((uint)agreements.Count)),
                Kind = Kinds[(int)random.Next((uint)Kinds.Length)],
                SourceId = Guid.CreateVersion7(),
                From = Now.AddMinutes((int)random.Next(3) - 1),
            };
            if (One(2))
            {
                relationship.End(Now.AddMinutes((int)random.Next(3) - 1));
            }

            return relationship;
        }).ToList();
        HashSet<Guid> Some(int of) => [.. People.Select(person => person.PractitionerId).Where(_ => One(of))];
        return (childId, new(relationships, [.. agreements.Values.SelectMany(rules => rules)], One(4), Some(2), Some(6)));
    }

    /// <summary>Of eight sources, some with none; each rule fits about one question in four, so that rules of all four ranks meet.</summary>
    private static Dictionary<Guid, List<SharingRule>> RandomAgreements(PCG random)
    {
        T Pick<T>(params T[] of) => of[random.Next((uint)of.Length)];
        return Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToDictionary(source => source, source => Enumerable.Range(0, (int)random.Next(6)).Select(_ => new SharingRule
        {
            Id = Guid.CreateVersion7(),
            AgencyId = source,
            Name = "any",
            Rank = Pick(0, 1, 2, 3),
            Modes = Pick<string[]>([SharingModes.Content], [SharingModes.Existence, SharingModes.Content], [SharingModes.Existence], []),
            RecordTypes = Pick<string[]>([RecordTypes.Person], [RecordTypes.Person, RecordTypes.Education], [RecordTypes.Health]),
            Destinations = Pick<string[]>([OrgTypes.LocalAuthority], [People[0].AgencyId.ToString()], [], ["HEALTH", OrgTypes.LocalAuthority]),
            Purposes = Pick<string[]>(["IDENTIFICATION"], ["SAFEGUARDING", "IDENTIFICATION"], ["IDENTIFICATION"], []),
            From = Pick<DateTimeOffset?>(null, Now, Now.AddMinutes(1)),
            Until = Pick<DateTimeOffset?>(null, Now, Now.AddMinutes(1)),
        }).ToList());
    }

    private static async Task<int> StoreAsync(NoteDb db, Dictionary<Guid, ChildFacts> world, IEnumerable<SharingRule> rules)
    {
        db.AddRange(rules);
        foreach (var (childId, facts) in world)
        {
            db.Notes.Add(new Note { Id = Guid.CreateVersion7(), ChildId = childId });
            db.AddRange(facts.Relationships);
            var restriction = new SealedChild { ChildId = childId };
            restriction.Take(facts.Sealed, Now);
            db.Add(restriction);
            db.AddRange(facts.NamedReaders.Select(reader => new NamedReader { ChildId = childId, PractitionerId = reader }));
            db.AddRange(facts.Conflicted.Select(reader => new ConflictOfInterest { ChildId = childId, PractitionerId = reader }));
        }

        return await db.SaveChangesAsync();
    }
}
