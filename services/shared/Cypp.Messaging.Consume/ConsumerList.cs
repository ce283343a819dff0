using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.Consume;

/// <summary>What a service takes in. Subscribing to one type of a stream takes all its types, so that no gap appears.</summary>
public sealed class ConsumerList(IServiceCollection services)
{
    private readonly Dictionary<Type, Func<IServiceProvider, Delivery, CancellationToken, Task>> _handlers = [];
    private readonly HashSet<string> _kinds = [];

    /// <summary>Every type that this service's queue must be bound to.</summary>
    public IEnumerable<MessageType> Subscriptions => _kinds.SelectMany(MessageCatalogue.OfKind);

    public bool Takes(string stream) => _kinds.Contains(Streams.KindOf(stream));

    public ConsumerList Add<TMessage, THandler>() where THandler : class, IHandle<TMessage>
    {
        services.AddScoped<THandler>();
        _handlers.Add(typeof(TMessage), (provider, delivery, cancellationToken) => provider
            .GetRequiredService<THandler>().HandleAsync((TMessage)delivery.Message, delivery.Envelope, cancellationToken));
        _kinds.Add(MessageCatalogue.Of(typeof(TMessage)).About.StreamKind);
        return this;
    }

    internal Task HandleAsync(IServiceProvider provider, Delivery delivery, CancellationToken cancellationToken) =>
        _handlers.TryGetValue(delivery.Message.GetType(), out var handle)
            ? handle(provider, delivery, cancellationToken)
            : Task.CompletedTask;
}
