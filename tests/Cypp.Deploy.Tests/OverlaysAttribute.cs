using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Cypp.Deploy.Tests;

/// <summary>Runs a theory over every overlay there is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OverlaysAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Overlay.Names.Select(name => new TheoryDataRow<string>(name))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
