using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>What operators want of our objects, and is not in their schemas: it is known by their documentation, no cluster has said it.</summary>
public sealed class OperatorTests
{
    private static readonly Rendered Prod = Overlay.Of("prod");

    // OP-29: RabbitMQ's topology operator reads labelled secrets alone, from 1.20 on, and sets a changed password by them.
    [Fact]
    public void EveryUserOfTheBroker_HasASecretThatItsOperatorReads()
    {
        var users = Prod.Of<RabbitUser>().ToList();
        Assert.True(users.Count > 7);
        Assert.All(users, user => Assert.Equal(
            "true", Prod.Of<ExternalSecret>().Single(secret => secret.Name() == user.Spec.ImportCredentialsSecret.Name).Spec.Target.Template!.Metadata!.Labels["rabbitmq.com/topology-operator"]));
    }

    // GW-4: a renewed authority has its key still, or peers that are ahead and those that are not would not know each other for hours.
    [Fact]
    public void EveryAuthority_KeepsItsKeyWhenRenewed()
    {
        var authorities = Prod.Of<Certificate>().Where(certificate => certificate.Spec.IsCA).ToList();
        Assert.Equal(2, authorities.Count);
        Assert.All(authorities, authority => Assert.Equal("Never", authority.Spec.PrivateKey!.RotationPolicy));
    }

    // OP-16: a pod whose temporary files are more than it may have is ended with all that it does; a file of marks may have 50 MB.
    [Fact]
    public void Learning_HasRoomForFortyFilesAtOnce()
    {
        var room = Prod.Processes.Single(process => process.Owner == "learning").Volumes.Single(volume => volume.Name == "tmp").EmptyDir.SizeLimit;
        Assert.True(room.ToDecimal() >= 40 * 50 * 1_000_000m, room.ToString());
    }
}
