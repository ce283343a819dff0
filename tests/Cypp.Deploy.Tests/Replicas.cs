using System.Globalization;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>How many there may be of a process.</summary>
internal static class Replicas
{
    /// <summary>As scaling allows or the Deployment says.</summary>
    public static int Largest(Rendered rendered, string process) =>
        rendered.Of<V2HorizontalPodAutoscaler>().Where(scaler => scaler.Spec.ScaleTargetRef.Name == process).Select(scaler => (int?)scaler.Spec.MaxReplicas).SingleOrDefault()
        ?? rendered.Of<ScaledObject>().Where(scaler => scaler.Spec.ScaleTargetRef.Name == process).Select(scaler => (int?)scaler.Spec.MaxReplicaCount).SingleOrDefault()
        ?? rendered.One<V1Deployment>(process).Spec.Replicas ?? 1;

    /// <summary>With those that are started beside the old ones while they are replaced.</summary>
    public static int Most(Rendered rendered, string process) => Largest(rendered, process)
        + int.Parse((string)rendered.One<V1Deployment>(process).Spec.Strategy.RollingUpdate.MaxSurge, CultureInfo.InvariantCulture);
}
