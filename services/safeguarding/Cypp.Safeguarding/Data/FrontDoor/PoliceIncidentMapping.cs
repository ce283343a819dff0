using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.FrontDoor;

internal sealed class PoliceIncidentMapping : IEntityTypeConfiguration<PoliceIncident>
{
    public void Configure(EntityTypeBuilder<PoliceIncident> incident)
    {
        incident.ToTable("police_incident");
        incident.Property(row => row.Id).ValueGeneratedNever();
        incident.Property(row => row.PoliceReference).HasMaxLength(PoliceIncident.ReferenceLength);
        incident.Property(row => row.Place).HasMaxLength(PoliceIncident.PlaceLength);
        incident.Property(row => row.Circumstances).HasMaxLength(PoliceIncident.NarrativeLength);
        incident.Property(row => row.SafeContact).HasMaxLength(PoliceIncident.NarrativeLength);
        incident.HasIndex(row => new { row.PoliceAgencyId, row.PoliceReference });
    }
}

internal sealed class IncidentChildMapping : IEntityTypeConfiguration<IncidentChild>
{
    public void Configure(EntityTypeBuilder<IncidentChild> child)
    {
        child.ToTable("incident_child");
        child.Property(row => row.Id).ValueGeneratedNever();
        child.Property(row => row.Voice).HasMaxLength(PoliceIncident.NarrativeLength);
        child.HasIndex(row => row.ContactId).IsUnique();
    }
}
