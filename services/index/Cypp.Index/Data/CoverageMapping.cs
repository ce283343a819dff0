using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class CoverageMapping : IEntityTypeConfiguration<Coverage>
{
    private const int ServiceLength = 50;

    public void Configure(EntityTypeBuilder<Coverage> coverage)
    {
        coverage.ToTable("coverage");
        coverage.HasKey(row => row.Service);
        coverage.Property(row => row.Service).HasMaxLength(ServiceLength);
        coverage.HasData(Coverage.Publishers.Select(service => new Coverage { Service = service }));
    }
}
