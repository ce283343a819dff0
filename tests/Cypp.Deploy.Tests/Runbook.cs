using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>The commands of the runbooks, and what they may name.</summary>
internal static class Runbook
{
    private static readonly string[] Documents = ["docs/operations.md", "docs/kubernetes.md"];

    /// <summary>Lines of code blocks; one that ends with a backslash goes on.</summary>
    public static IEnumerable<string> Lines => Documents.SelectMany(document => Fenced(Checkout.Read(document).Replace("\\\n", " ", StringComparison.Ordinal)));

    /// <summary>Words of each call of kubectl, without its own name and without what runs in a pod.</summary>
    public static IEnumerable<string[]> Calls =>
        from line in Lines
        from part in line.Split('|', ';')
        let words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => word != "--").Select(word => word.Trim('"', '\'')).ToArray()
        where words is ["kubectl", ..]
        select words[1..];

    /// <summary>Names by kind, as kubectl is told them.</summary>
    public static IReadOnlyDictionary<string, string[]> Objects(params IReadOnlyList<Rendered> rendered) => new Dictionary<string, string[]>
    {
        ["deployment"] = NamesOf<V1Deployment>(rendered),
        ["job"] = NamesOf<V1Job>(rendered),
        ["poddisruptionbudget"] = NamesOf<V1PodDisruptionBudget>(rendered),
        ["horizontalpodautoscaler"] = NamesOf<V2HorizontalPodAutoscaler>(rendered),
        ["scaledobject"] = NamesOf<ScaledObject>(rendered),
        ["externalsecret"] = NamesOf<ExternalSecret>(rendered),
        ["rabbitmqcluster"] = NamesOf<RabbitCluster>(rendered),
        ["cluster.postgresql.cnpg.io"] = NamesOf<PostgresCluster>(rendered),
        ["secret"] = [.. NamesOf<ExternalSecret>(rendered), .. rendered.SelectMany(all => all.Of<Certificate>()).Select(certificate => certificate.Spec.SecretName)],
        // What operators make of their objects.
        ["service"] = [.. NamesOf<V1Service>(rendered), .. NamesOf<PostgresCluster>(rendered).SelectMany(name => (string[])[name + "-rw", name + "-ro", name + "-r"]), .. NamesOf<RabbitCluster>(rendered)],
        ["pod"] =
        [
            .. rendered.SelectMany(all => all.Of<PostgresCluster>()).SelectMany(cluster => Enumerable.Range(1, cluster.Spec.Instances).Select(at => $"{cluster.Name()}-{at}")),
            .. rendered.SelectMany(all => all.Of<RabbitCluster>()).SelectMany(cluster => Enumerable.Range(0, cluster.Spec.Replicas).Select(at => $"{cluster.Name()}-server-{at}")),
        ],
    };

    private static IEnumerable<string> Fenced(string document)
    {
        var inside = false;
        foreach (var line in document.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (inside)
            {
                yield return line;
            }
        }
    }

    private static string[] NamesOf<T>(IEnumerable<Rendered> rendered) where T : k8s.IKubernetesObject<V1ObjectMeta> => [.. rendered.SelectMany(all => all.Of<T>()).Select(made => made.Name())];
}
