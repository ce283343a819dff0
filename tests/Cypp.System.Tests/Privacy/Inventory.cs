using System.Collections;
using System.Reflection;
using Cypp.Messaging;
using Cypp.Standalone;
using Cypp.System.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.System.Tests.Privacy;

/// <summary>One value that the platform takes, gives, sends or stores.</summary>
/// <param name="Type">Where it stands, such as Cypp.Index.Features.RegisterChild+Request.</param>
internal sealed record DataField(string Type, string Name)
{
    public override string ToString() => $"{Type}.{Name}";
}

/// <summary>Every property of every request, answer, message and stored row, found from the running endpoints, the contracts and the models.</summary>
internal sealed class Inventory : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-inventory-").FullName;
    private readonly WebApplication _app;

    public Inventory()
    {
        _app = StandaloneHost.Build(["--data", _directory]);
        Endpoints = [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
        using var scope = _app.Services.CreateScope();
        Rows = new HashSet<DataField>(
            from module in Modules.All
            from entity in module.Database.ContextOf(scope.ServiceProvider).Model.GetEntityTypes()
            where IsOurs(entity.ClrType)
            from property in entity.GetFlattenedProperties()
            where !property.IsShadowProperty()
            select new DataField(property.DeclaringType.ClrType.FullName!, property.Name));
        Messages = MessageCatalogue.All.ToDictionary(type => type.Type, type => (IReadOnlySet<DataField>)FieldsOf([type.Type]));
        Bodies = FieldsOf(
            from endpoint in Endpoints
            from type in (IEnumerable<Type?>)
                [.. endpoint.Metadata.OfType<IAcceptsMetadata>().Select(body => body.RequestType), .. endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Select(answer => answer.Type)]
            where type is not null
            select type);
    }

    public IReadOnlyList<RouteEndpoint> Endpoints { get; }

    public IReadOnlySet<DataField> Bodies { get; }

    public IReadOnlyDictionary<Type, IReadOnlySet<DataField>> Messages { get; }

    public IReadOnlySet<DataField> Rows { get; }

    public IEnumerable<DataField> All => [.. Bodies, .. Messages.Values.SelectMany(fields => fields), .. Rows];

    /// <summary>Names that stand in addresses: of route parameters and of queries.</summary>
    public IEnumerable<(string Route, string Name)> InAddresses =>
        from endpoint in Endpoints
        where endpoint.Metadata.GetMetadata<MethodInfo>() is { } method && IsOurs(method.DeclaringType!)
        from name in (IEnumerable<string>)[.. endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name), .. QueryOf(endpoint)]
        select (endpoint.RoutePattern.RawText ?? "", name);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("Cypp.", StringComparison.Ordinal);

    private static IEnumerable<string> QueryOf(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
        let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where type.IsPrimitive || type == typeof(string) || type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(DateTimeOffset) || type.IsEnum
        select parameter.Name;

    private static HashSet<DataField> FieldsOf(IEnumerable<Type> roots)
    {
        var (fields, seen, open) = (new HashSet<DataField>(), new HashSet<Type>(), new Queue<Type>(roots.SelectMany(Inside)));
        while (open.TryDequeue(out var type))
        {
            if (!IsOurs(type) || type.IsEnum || !seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
            {
                var parts = Inside(property.PropertyType).Where(part => IsOurs(part) && !part.IsEnum).ToList();
                if (parts.Count == 0)
                {
                    fields.Add(new DataField(type.FullName!, property.Name));
                }

                parts.ForEach(open.Enqueue);
            }
        }

        return fields;
    }

    // A list is as its elements, a dictionary as its values.
    private static IEnumerable<Type> Inside(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? [value]
        : type.IsArray ? Inside(type.GetElementType()!)
        : type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments().SelectMany(Inside)
        : [type];
}
