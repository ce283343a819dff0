using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data;

internal abstract partial class SafeguardingDb
{
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<KnownChild> KnownChildren => Set<KnownChild>();
    public DbSet<RelatedAdultRow> RelatedAdults => Set<RelatedAdultRow>();

    private static void MapFrontDoor(ModelBuilder model)
    {
        model.ApplyConfiguration(new ReferralMapping());
        model.ApplyConfiguration(new KnownChildMapping());
        model.ApplyConfiguration(new RelatedAdultMapping());
    }
}
