using k8s.Models;

namespace Cypp.Deploy.Tests.Network;

/// <summary>Whom a selector finds, as Kubernetes reads it.</summary>
internal static class Selectors
{
    public static bool Finds(this V1LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (selector.MatchExpressions ?? []).All(expression => Holds(expression, labels));

    private static bool Holds(V1LabelSelectorRequirement expression, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(expression.Key, out var value);
        return expression.OperatorProperty switch
        {
            "In" => has && expression.Values.Contains(value!),
            "NotIn" => !has || !expression.Values.Contains(value!),
            "Exists" => has,
            "DoesNotExist" => !has,
            _ => throw new InvalidOperationException($"No selector knows {expression.OperatorProperty}."),
        };
    }
}
