using System.Text.RegularExpressions;
using Cypp.ServiceKit.Hosting;

namespace Cypp.System.Tests.Architecture;

/// <summary>The walls of the house: who may know whom.</summary>
public sealed partial class WallTests
{
    [Fact]
    public void Domain_KnowsNeitherDatabaseNorWebNorBroker() => Assert.Empty(
        from source in Sources.CSharp
        where source.Path.Contains("/Domain/", StringComparison.Ordinal)
        from Match found in Impure().Matches(source.Text)
        select $"{source.Path}: {found.Value}");

    [Fact]
    public void Services_ReferenceSharedProjectsOnly() => Assert.Empty(
        from project in Directory.EnumerateFiles(Path.Combine(Sources.Root, "services"), "*.csproj", SearchOption.AllDirectories)
        from Match reference in ProjectReference().Matches(File.ReadAllText(project))
        where !reference.Value.Contains("Cypp.Access", StringComparison.Ordinal)
            && !reference.Value.Contains("Cypp.Audit", StringComparison.Ordinal)
            && !reference.Value.Contains("Cypp.ServiceKit", StringComparison.Ordinal)
            && !reference.Value.Contains("Cypp.Messaging", StringComparison.Ordinal)
            && !reference.Value.Contains("Cypp.Contracts", StringComparison.Ordinal)
        select $"{Path.GetFileName(project)}: {reference.Value}");

    [Fact]
    public void Service_ShowsItsModuleAndNothingElse() => Assert.Empty(
        from module in Modules.All
        from type in module.GetType().Assembly.GetExportedTypes()
        where !typeof(IServiceModule).IsAssignableFrom(type)
            && type.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true
            && type.Namespace?.StartsWith("Cypp.", StringComparison.Ordinal) == true
        select type.FullName);

    [Fact]
    public void Contracts_AreSealedRecordsOrConstants() => Assert.Empty(
        from type in typeof(Contracts.MessageAttribute).Assembly.GetExportedTypes()
        where !(type.IsAbstract && type.IsSealed) && !type.IsSealed
        select type.FullName);

    [Fact]
    public void Bus_IsSentToInMessagingOnly() => Assert.Empty(
        from source in Sources.CSharp
        where !source.Path.StartsWith("services/shared/Cypp.Messaging.RabbitMq/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/", StringComparison.Ordinal)
        where source.Text.Contains("IBus ", StringComparison.Ordinal) || source.Text.Contains("IPublishEndpoint", StringComparison.Ordinal) || source.Text.Contains("ISendEndpoint", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void Services_CallNoOtherServiceOverHttp() => Assert.Empty(
        from source in Sources.CSharp
        where source.Path.StartsWith("services/", StringComparison.Ordinal) && source.Text.Contains("HttpClient(", StringComparison.Ordinal)
        // But for the fingerprint of restrictions, which must not depend on the broker (ADR 11).
        where !source.Path.StartsWith("services/shared/Cypp.Access.Feed/", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void Features_NeverAskInWhichModeTheyRun() => Assert.Empty(
        from source in Sources.CSharp
        where source.Path.Contains("/Features/", StringComparison.Ordinal)
        from word in new[] { "Sqlite", "Npgsql", "RabbitMq", "IsDevelopment", "ProviderName" }
        where source.Text.Contains(word, StringComparison.Ordinal)
        select $"{source.Path}: {word}");

    [Fact]
    public void Logs_NeverDestructureObjects() => Assert.Empty(
        from source in Sources.CSharp
        where !source.Path.StartsWith("tests/", StringComparison.Ordinal) && source.Text.Contains("{" + "@", StringComparison.Ordinal)
        select source.Path);

    /// <summary>AU-3: in every service, on both engines, the database itself refuses to change what audit wrote.</summary>
    [Fact]
    public void EveryServicesMigrations_MakeItsAuditAppendOnly()
    {
        var made = (from file in Directory.EnumerateFiles(Path.Combine(Sources.Root, "services"), "*.cs", SearchOption.AllDirectories)
                    where file.Contains("/Data/Migrations/", StringComparison.Ordinal)
                    let text = File.ReadAllText(file)
                    where text.Contains("name: \"audit_chain\",", StringComparison.Ordinal)
                    select (file, text)).ToList();
        Assert.Equal(2 * 6, made.Count);
        Assert.All(made, one => Assert.True(one.text.Contains("AppendOnly.Protect(migrationBuilder);", StringComparison.Ordinal), one.file));
    }

    [GeneratedRegex("^using (Microsoft\\.(EntityFrameworkCore|AspNetCore|Extensions)|MassTransit|Npgsql|System\\.Net\\.Http)[^;]*;", RegexOptions.Multiline)]
    private static partial Regex Impure();

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*\"")]
    private static partial Regex ProjectReference();
}
