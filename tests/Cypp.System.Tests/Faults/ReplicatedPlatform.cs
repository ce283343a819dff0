namespace Cypp.System.Tests.Faults;

/// <summary>Two of each process behind one address, as a cluster runs them.</summary>
public sealed class ReplicatedPlatform : FaultedPlatform
{
    protected override int Replicas => 2;
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ReplicatedCollection : ICollectionFixture<ReplicatedPlatform>
{
    public const string Name = "replicated";
}
