using System.Net;

namespace Cypp.Deploy.Tests.Network;

/// <summary>Who might speak or be spoken to: pods of a name, or an address outside.</summary>
/// <param name="Namespace">Null: no pod.</param>
internal sealed record Endpoint(string Name, string? Namespace, IReadOnlyDictionary<string, string> Labels, IPAddress? Address = null)
{
    public static Endpoint Elsewhere(string name, string space, string label = Rendered.NameLabel) => new(name, space, new Dictionary<string, string> { [label] = name });

    public static Endpoint Outside(string name, string address) => new(name, null, new Dictionary<string, string>(), IPAddress.Parse(address));
}
