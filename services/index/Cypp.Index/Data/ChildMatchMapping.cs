using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Index.Data;

internal sealed class ChildMatchMapping : IEntityTypeConfiguration<ChildMatch>
{
    private const int StatusLength = 20;

    public void Configure(EntityTypeBuilder<ChildMatch> match)
    {
        match.ToTable("child_match");
        match.Property(row => row.Id).ValueGeneratedNever();
        match.Property(row => row.Version).IsConcurrencyToken();
        match.Property(row => row.Status).HasMaxLength(StatusLength);
        match.ComplexProperty(row => row.Question, question =>
        {
            question.Ignore(asked => asked.Facts);
            question.Property(asked => asked.GivenName).HasMaxLength(Adult.NameLength);
            question.Property(asked => asked.FamilyName).HasMaxLength(Adult.NameLength);
        });
        match.HasIndex(row => new { row.Status, row.Id });
        match.HasIndex(row => new { row.AskedByAgencyId, row.ChildId });
        match.OwnsMany(row => row.Candidates, candidate =>
        {
            candidate.ToTable("child_match_candidate");
            candidate.WithOwner().HasForeignKey("MatchId");
            candidate.HasKey("MatchId", nameof(MatchCandidate.ChildId));
            candidate.Property(row => row.ChildId).ValueGeneratedNever();
        }).Navigation(row => row.Candidates).UsePropertyAccessMode(PropertyAccessMode.Field);
        match.OwnsMany(row => row.WaitingMarks, mark =>
        {
            mark.ToTable("child_match_not_to_be_told");
            mark.WithOwner().HasForeignKey("MatchId");
            mark.HasKey("MatchId", nameof(NotToBeTold.AdultId));
            mark.Property(row => row.AdultId).ValueGeneratedNever();
            mark.Property(row => row.ReasonCode).HasMaxLength(ChildAdult.CodeLength);
        }).Navigation(row => row.WaitingMarks).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
