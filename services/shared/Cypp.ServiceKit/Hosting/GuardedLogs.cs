using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Hosting;

/// <summary>
/// Below Warning only what this platform itself writes is logged, whatever level an operator sets: libraries repeat addresses,
/// statements and bodies there. Of an exception, which may repeat a row, types and stack only (TL-1).
/// </summary>
internal sealed class GuardedLogs(LoggerFactory inner) : ILoggerFactory
{
    // When a process listens and ends; no request is known to it.
    private const string Lifetime = "Microsoft.Hosting.Lifetime";

    public static void Guard(IServiceCollection services) => services
        .AddSingleton<LoggerFactory>()
        .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new GuardedLogs(provider.GetRequiredService<LoggerFactory>())));

    public ILogger CreateLogger(string categoryName) => new Guarded(
        inner.CreateLogger(categoryName),
        categoryName.StartsWith("Cypp.", StringComparison.Ordinal) || categoryName == Lifetime ? LogLevel.Trace : LogLevel.Warning);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class Guarded(ILogger inner, LogLevel floor) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= floor && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= floor)
            {
                inner.Log(logLevel, eventId, state, exception is null ? null : new BareException(exception), formatter);
            }
        }
    }
}
