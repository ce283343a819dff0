using Cypp.EarlyHelp.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.EarlyHelp.Data;

internal sealed class EarlyHelpCaseMapping : IEntityTypeConfiguration<EarlyHelpCase>
{
    public const int CodeLength = 100;
    public const int TextLength = 10_000;

    public void Configure(EntityTypeBuilder<EarlyHelpCase> builder)
    {
        builder.ToTable("early_help_case");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Property(one => one.Cluster).HasMaxLength(CodeLength);
        builder.Property(one => one.ClosureReason).HasMaxLength(CodeLength);
        builder.Property(one => one.Agreement).HasConversion(new JsonConverter<Agreement>());
        builder.Property(one => one.Assessment).HasConversion(new JsonConverter<Assessment?>());
        builder.Property(one => one.FactorsWithoutAction)
            .HasConversion(new JsonConverter<IReadOnlyList<FactorWithoutAction>>(), JsonConverter<IReadOnlyList<FactorWithoutAction>>.Replaced);
        builder.HasMany(one => one.Members).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasMany(one => one.Team).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasMany(one => one.Words).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasMany(one => one.Goals).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasIndex(one => one.FamilyId).HasFilter("\"ClosedOn\" IS NULL");
        var model = builder.Metadata.Model;
        Key<CaseMember>(builder, "case_member");
        Key<TeamMember>(builder, "team_member");
        Key<ChildWords>(builder, "child_words");
        Key<Goal>(builder, "goal");
    }

    private static void Key<TPart>(EntityTypeBuilder<EarlyHelpCase> builder, string table) where TPart : class
    {
        var part = builder.Metadata.Model.FindEntityType(typeof(TPart))!;
        part.SetTableName(table);
        part.FindProperty("Id")!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }
}
