using System.Runtime.InteropServices;

namespace Cypp.Testing.Servers;

/// <summary>Both servers for a script: start, say where, wait, stop.</summary>
public static class ServersCommand
{
    /// <summary>
    /// Prints <c>postgres=host:port</c>, <c>postgres.connection=</c> (the superuser's, for Npgsql),
    /// <c>rabbitmq=amqp://...</c> and <c>ready</c>, one a line; ends on Ctrl-C, SIGTERM, SIGHUP, cancellation,
    /// or when standard input ends.
    /// </summary>
    public static async Task<int> RunAsync(string folder, CancellationToken ct = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var interrupt = EndOn(PosixSignal.SIGINT, ending);
        using var terminate = EndOn(PosixSignal.SIGTERM, ending);
        using var hangUp = EndOn(PosixSignal.SIGHUP, ending);
        EndWithInput(ending);
        try
        {
            await ServeAsync(folder, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The usual way to end.
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }

        return 0;
    }

    private static async Task ServeAsync(string folder, CancellationToken ct)
    {
        var startingPostgres = PostgresServer.StartAsync(Path.Combine(folder, "postgres"), new PostgresOptions { Fast = true }, ct);
        var startingRabbitMq = RabbitMqServer.StartAsync(Path.Combine(folder, "rabbitmq"), ct);
        await using var postgres = new Started<PostgresServer>(startingPostgres);
        await using var rabbitMq = new Started<RabbitMqServer>(startingRabbitMq);
        await Task.WhenAll(startingPostgres, startingRabbitMq);
        var (database, broker) = (await startingPostgres, await startingRabbitMq);
        Console.WriteLine($"postgres={PostgresServer.Host}:{database.Port}");
        Console.WriteLine($"postgres.connection={database.ConnectionString("postgres")}");
        Console.WriteLine($"rabbitmq={broker.Address}");
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite, ct);
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource ending) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });

    /// <summary>/dev/null does not count: a shell gives it to its background jobs.</summary>
    private static void EndWithInput(CancellationTokenSource ending)
    {
        if (File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false)?.FullName is null or "/dev/null")
        {
            return;
        }

        var reader = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
                // Only the end matters.
            }

            try
            {
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The command has ended before its input.
            }
        })
        { IsBackground = true, Name = nameof(ServersCommand) };
        reader.Start();
    }

    /// <summary>Stops the server if its start succeeds, also when the other's failed meanwhile.</summary>
    private sealed class Started<T>(Task<T> start) : IAsyncDisposable
        where T : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (start.IsCompletedSuccessfully)
            {
                await (await start).DisposeAsync();
            }
        }
    }
}
