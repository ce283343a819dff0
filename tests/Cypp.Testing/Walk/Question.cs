using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Cypp.Testing.Walk;

/// <summary>One operation, and how to ask it about a record.</summary>
public sealed class Question
{
    private static readonly JsonObject Examples = JsonNode.Parse(
        typeof(ServiceHost).Assembly.GetManifestResourceStream("examples.json")!)!.AsObject();

    /// <summary>Operations that every service has; their messages are about no record.</summary>
    private static readonly Dictionary<string, Func<object>> OfEveryService = new()
    {
        ["ReplayParkedMessages"] = () => new { type = "none" },
        ["ReconcileMessages"] = () => new { },
        ["DiscardParkedMessage"] = () => new { reasonCode = "test" },
        ["ApproveDiscard"] = () => new { },
    };

    private readonly RouteEndpoint _endpoint;
    private readonly IReadOnlyDictionary<string, Func<object>> _bodies;

    public Question(RouteEndpoint endpoint, IReadOnlyDictionary<string, Func<object>> bodies)
    {
        (_endpoint, _bodies, Policy) = (endpoint, bodies, endpoint.Metadata.GetRequiredMetadata<Policy>());
        Method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
    }

    public Policy Policy { get; }

    public bool HasBody => _endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null;

    public bool IsAccessLog => Policy.Name.EndsWith("_ReadAccessLog", StringComparison.Ordinal);

    /// <summary>Whether it only shows.</summary>
    public bool IsRead => Method == "GET";

    /// <summary>Whether it finds the record by a number, and answers everybody something.</summary>
    public bool LooksUp(WalkedRecord record) => Policy.Kind == ActionKind.Search && record.Numbers.Count > 0;

    private string Method { get; }

    /// <summary>Whether the route names one of the record's ids.</summary>
    public bool Names(WalkedRecord record) =>
        _endpoint.RoutePattern.Parameters.Any(parameter => record.Ids.ContainsKey(NameOf(parameter.Name)) || record.Ids.ContainsKey(parameter.Name));

    /// <summary>Whether the record has all that the route names; a case that has not come to a conference has none to ask for.</summary>
    public bool CanBeAskedOf(WalkedRecord record) => _endpoint.RoutePattern.Parameters.All(parameter => parameter.Name == Endpoints.Quarter || TryId(record, parameter.Name, out _));

    public Task<Answer> AskAsync(AgencyClient client, WalkedRecord about)
    {
        var path = _endpoint.PathWith(name => IdOf(about, name)) + Query;
        // No version is called so: whoever may change the record is told that it is another.
        var ifMatch = _endpoint.Metadata.GetMetadata<IfMatchMetadata>() is null ? null : "\"none\"";
        return Method switch
        {
            "GET" => client.GetAsync(path),
            "PUT" => client.PutAsync(path, Body(about), ifMatch),
            _ => client.PostAsync(path, HasBody ? Body(about) : null, ifMatch),
        };
    }

    /// <summary>The access log is asked for somebody; other queries are the test's.</summary>
    private string Query => IsAccessLog ? "?requester=child"
        : IsRead && _bodies.TryGetValue(Policy.Name, out var query) ? (string)query() : "";

    private StringContent Body(WalkedRecord about)
    {
        var type = _endpoint.Metadata.GetRequiredMetadata<IAcceptsMetadata>().ContentTypes[0];
        var body = _bodies.TryGetValue(Policy.Name, out var own) || OfEveryService.TryGetValue(Policy.Name.Split('_')[1], out own) ? JsonSerializer.SerializeToNode(own(), AgencyClient.Json)
            : Examples[$"{Method} {_endpoint.Path(_ => "{}")}"] ?? throw new InvalidOperationException($"{Policy.Name} has neither an example nor a body of the test.");
        return new StringContent(type == "application/json" ? AboutIt(body!, about).ToJsonString() : body!.GetValue<string>(), Encoding.UTF8, type);
    }

    /// <summary>The example, with the record's ids wherever it names one that the record has.</summary>
    private static JsonNode AboutIt(JsonNode example, WalkedRecord about)
    {
        var body = example.DeepClone();
        Name(body, about.Ids);
        foreach (var (name, number) in about.Numbers.Where(number => body is JsonObject members && members.ContainsKey(number.Key)))
        {
            body[name] = number.Own;
        }

        return body;
    }

    private static void Name(JsonNode node, IReadOnlyDictionary<string, Guid> ids)
    {
        foreach (var (name, value) in node is JsonObject members ? members.ToList() : [])
        {
            // agreedByAdultIds names adults: the end of the name says what it is.
            var id = ids.Where(one => name.TrimEnd('s').EndsWith(one.Key, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value.ToString()).FirstOrDefault();
            if (id is not null)
            {
                node[name] = name.EndsWith('s') ? new JsonArray(id) : id;
            }
            else if (value is not null)
            {
                Name(value, ids);
            }
        }

        foreach (var one in node is JsonArray items ? items.OfType<JsonNode>() : [])
        {
            Name(one, ids);
        }
    }

    /// <summary>Two kinds of thing may bear one name: the route says which.</summary>
    private string NameOf(string parameter)
    {
        var segments = _endpoint.RoutePattern.PathSegments;
        var at = segments.TakeWhile(segment => segment.Parts[0] is not RoutePatternParameterPart part || part.Name != parameter).Count();
        return $"{((RoutePatternLiteralPart)segments[at - 1].Parts[0]).Content}/{parameter}";
    }

    private bool TryId(WalkedRecord record, string name, out Guid id) =>
        record.Ids.TryGetValue(NameOf(name), out id) || record.Ids.TryGetValue(name, out id) || record.Beside.TryGetValue(name, out id)
        || IsOfMessage(name, out id);

    private static bool IsOfMessage(string name, out Guid id)
    {
        id = Guid.Empty;
        return name == "messageId";
    }

    private Guid IdOf(WalkedRecord record, string name) => TryId(record, name, out var id)
        ? id
        : throw new InvalidOperationException($"{Policy.Name} asks for {name}, which the record {record.State} of the test does not have.");
}
