using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data;

internal abstract partial class SafeguardingDb
{
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<PoliceIncident> PoliceIncidents => Set<PoliceIncident>();
    public DbSet<IncidentChild> IncidentChildren => Set<IncidentChild>();
    public DbSet<AdultNotToBeTold> AdultsNotToBeTold => Set<AdultNotToBeTold>();
    public DbSet<KnownMatch> KnownMatches => Set<KnownMatch>();
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<StepUp> StepUps => Set<StepUp>();
    public DbSet<KnownChild> KnownChildren => Set<KnownChild>();
    public DbSet<RelatedAdultRow> RelatedAdults => Set<RelatedAdultRow>();

    private static void MapFrontDoor(ModelBuilder model) => model
        .ApplyConfiguration(new ContactMapping())
        .ApplyConfiguration(new PoliceIncidentMapping())
        .ApplyConfiguration(new IncidentChildMapping())
        .ApplyConfiguration(new AdultNotToBeToldMapping())
        .ApplyConfiguration(new KnownMatchMapping())
        .ApplyConfiguration(new ReferralMapping())
        .ApplyConfiguration(new StepUpMapping())
        .ApplyConfiguration(new KnownChildMapping())
        .ApplyConfiguration(new RelatedAdultMapping());
}
