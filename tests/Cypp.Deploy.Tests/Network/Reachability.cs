using System.Globalization;
using System.Net;
using k8s.Models;

namespace Cypp.Deploy.Tests.Network;

/// <summary>Who may speak to whom by the policies of a namespace, each direction by itself: an end that is open too far is found though the other is shut.</summary>
internal sealed class Reachability(string space, IReadOnlyList<V1NetworkPolicy> policies)
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    /// <summary>Every port that a policy names, and some that none should open.</summary>
    public IEnumerable<int> Ports => policies.SelectMany(policy => Rules(policy).SelectMany(rule => rule.Ports ?? [])).Select(NumberOf).Concat([22, 80, 443, 5672, 8080, 8081, 8443, 9090]).Distinct();

    /// <summary>What our callers are let out to, whatever its other end says.</summary>
    public IEnumerable<Edge> Outwards(IReadOnlyCollection<Endpoint> endpoints) =>
        from caller in endpoints
        where IsOurs(caller)
        from called in endpoints
        from port in Ports
        where Lets(caller, called, port, "Egress")
        select new Edge(caller.Name, called.Name, port);

    /// <summary>Who is let in to ours, whatever its own end says.</summary>
    public IEnumerable<Edge> Inwards(IReadOnlyCollection<Endpoint> endpoints) =>
        from called in endpoints
        where IsOurs(called)
        from caller in endpoints
        from port in Ports
        where Lets(called, caller, port, "Ingress")
        select new Edge(caller.Name, called.Name, port);

    private bool IsOurs(Endpoint endpoint) => endpoint.Namespace == space;

    // A pod that no policy of a direction selects is open in that direction.
    private bool Lets(Endpoint ours, Endpoint other, int port, string direction)
    {
        var selecting = policies.Where(policy => policy.Spec.PolicyTypes.Contains(direction) && policy.Spec.PodSelector.Finds(ours.Labels)).ToList();
        return selecting.Count == 0 || selecting.SelectMany(policy => Rules(policy, direction)).Any(rule =>
            (rule.Ports is null || rule.Ports.Any(open => NumberOf(open) == port)) && (rule.Peers is null || rule.Peers.Any(peer => IsOf(peer, other))));
    }

    private bool IsOf(V1NetworkPolicyPeer peer, Endpoint other)
    {
        if (peer.IpBlock is { } block)
        {
            return other.Address is { } address && IPNetwork.Parse(block.Cidr).Contains(address) && !(block.Except ?? []).Any(cidr => IPNetwork.Parse(cidr).Contains(address));
        }

        if (other.Namespace is null)
        {
            return false;
        }

        return (peer.NamespaceSelector?.Finds(new Dictionary<string, string> { [NamespaceLabel] = other.Namespace }) ?? other.Namespace == space)
            && (peer.PodSelector?.Finds(other.Labels) ?? true);
    }

    private static int NumberOf(V1NetworkPolicyPort port) => int.Parse((string)port.Port, CultureInfo.InvariantCulture);

    private static IEnumerable<Rule> Rules(V1NetworkPolicy policy, string? direction = null) =>
    [
        .. direction is "Egress" ? [] : (policy.Spec.Ingress ?? []).Select(rule => new Rule(rule.FromProperty, rule.Ports)),
        .. direction is "Ingress" ? [] : (policy.Spec.Egress ?? []).Select(rule => new Rule(rule.To, rule.Ports)),
    ];

    private sealed record Rule(IList<V1NetworkPolicyPeer>? Peers, IList<V1NetworkPolicyPort>? Ports);
}

internal sealed record Edge(string Caller, string Called, int Port)
{
    public override string ToString() => $"{Caller} -> {Called}:{Port}";
}
