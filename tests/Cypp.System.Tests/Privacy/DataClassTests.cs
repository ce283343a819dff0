using System.Reflection;
using System.Text.RegularExpressions;
using Cypp.Access.Audit;
using Cypp.Messaging;
using Cypp.System.Tests.Architecture;
using Microsoft.Extensions.Logging;
using static Cypp.System.Tests.Privacy.ClassedNames;

namespace Cypp.System.Tests.Privacy;

/// <summary>TL-1: every value has a class, and what has which class may stand where.</summary>
public sealed partial class DataClassTests : IAsyncDisposable
{
    private static readonly ClassedNames File = ClassedNames.Current;
    private static readonly IReadOnlyList<Assembly> Product =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Cypp.*.dll").Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path)))
            .Where(assembly => assembly.GetName().Name is var name && !name!.EndsWith(".Tests", StringComparison.Ordinal) && name is not ("Cypp.Story" or "Cypp.Testing")),
    ];

    private readonly Inventory _inventory = new();

    public ValueTask DisposeAsync() => _inventory.DisposeAsync();

    [Fact]
    public void EveryValue_HasAClass()
    {
        var unclassed = _inventory.All.Where(field => File.Of(field) is null).Select(KeyOf).Distinct().ToList();
        Assert.True(unclassed.Count == 0, string.Join(", ", unclassed));
    }

    [Fact]
    public void EveryClassedName_IsUsed()
    {
        var used = _inventory.All.Select(field => field.Name)
            .Concat(_inventory.InAddresses.Select(address => Pascal(address.Name)))
            .Concat(Logged().Select(one => Pascal(one.Parameter.Name!)))
            .Concat(Tagged().Select(tag => Pascal(tag.Name)))
            .ToHashSet();
        var unused = File.Names.Except(used).ToList();
        Assert.True(unused.Count == 0, string.Join(", ", unused));
        Assert.Empty(File.Exceptions.Except(_inventory.All.Select(KeyOf)));
    }

    [Fact]
    public void Logs_TakeOperationalValuesOnly()
    {
        Assert.NotEmpty(Logged());
        Assert.Empty(
            from one in Logged()
            where one.Parameter.ParameterType.IsAssignableTo(typeof(Exception)) || !MayBeTold(one.Parameter.Name!)
            select $"{one.Method.DeclaringType}.{one.Method.Name}: {one.Parameter.Name}");
        // The decorator that takes messages out of exceptions.
        Assert.Equal(["GuardedLogs.cs"], from source in ProductSources where LoggedByHand().IsMatch(source.Text) select Path.GetFileName(source.Path));
    }

    [Fact]
    public void SpansAndMetrics_TakeOperationalValuesOnly()
    {
        Assert.NotEmpty(Tagged());
        Assert.DoesNotContain(Tagged(), tag => !MayBeTold(tag.Name));
    }

    [Fact]
    public void Addresses_HoldNoIdentifierAndNothingSpecial() => Assert.DoesNotContain(
        _inventory.InAddresses, address => File.Of(address.Name) is null or Identifier or Special);

    [Fact]
    public void Messages_SayWhenTheyHoldAnIdentifierOrSomethingSpecial() => Assert.Empty(
        from message in _inventory.Messages
        let declared = MessageCatalogue.Of(message.Key).About.DataClass
        from field in message.Value
        where (File.Of(field) == Special && declared != Special) || (File.Of(field) == Identifier && declared == Personal)
        select $"{KeyOf(field)} in a message of class {declared}");

    /// <summary>AU-1: ids and codes, no content.</summary>
    [Fact]
    public void AuditRows_HoldNoIdentifierAndNothingSpecial() => Assert.DoesNotContain(
        _inventory.Rows, field => field.Type == typeof(AuditRow).FullName && File.Of(field) is null or Identifier or Special);

    private static IEnumerable<(string Path, string Text)> ProductSources => Sources.CSharp.Where(source => !source.Path.StartsWith("tests/", StringComparison.Ordinal));

    private static bool MayBeTold(string name) => File.Of(name) is Public or Operational;

    private static List<(MethodInfo Method, ParameterInfo Parameter)> Logged() =>
    [
        .. from assembly in Product
           from type in assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where method.GetCustomAttribute<LoggerMessageAttribute>() is not null
           from parameter in method.GetParameters()
           where !parameter.ParameterType.IsAssignableTo(typeof(ILogger))
           select (method, parameter),
    ];

    private static List<(string Path, string Name)> Tagged() =>
        [.. from source in ProductSources from Match tag in Tag().Matches(source.Text) select (source.Path, tag.Groups["name"].Value)];

    [GeneratedRegex("(?:Set(?:Custom)?Tag\\(|AddTag\\(|AddBaggage\\(|KeyValuePair<string, object\\?>\\()\\s*\"?(?<name>[^\",)]+)")]
    private static partial Regex Tag();

    // Every log is a [LoggerMessage], or its values could not be walked.
    [GeneratedRegex("\\.Log(Trace|Debug|Information|Warning|Error|Critical)?\\(|\\.BeginScope\\(|LoggerMessage\\.Define|new ActivityEvent\\(|AddException\\(|RecordException")]
    private static partial Regex LoggedByHand();
}
