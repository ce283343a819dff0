using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class EnrolmentMapping : IEntityTypeConfiguration<Enrolment>
{
    private const int PhaseLength = 20;

    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.ToTable("enrolment");
        enrolment.Property(row => row.Id).ValueGeneratedNever();
        enrolment.Property(row => row.Cluster).HasMaxLength(Address.ClusterLength);
        enrolment.Property(row => row.Phase).HasMaxLength(PhaseLength);
        enrolment.HasIndex(row => row.ChildId);
    }
}
