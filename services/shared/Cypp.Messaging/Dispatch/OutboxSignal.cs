using Microsoft.EntityFrameworkCore.Diagnostics;
using System.Data.Common;

namespace Cypp.Messaging.Dispatch;

/// <summary>Wakes a service's dispatcher after a commit (MQ-3); the dispatcher also polls, so a lost wake loses nothing.</summary>
public sealed class OutboxSignal<TDb> : DbTransactionInterceptor, IDisposable where TDb : ServiceDb
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    public void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another commit woke it in between: once is enough.
            }
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, cancellationToken);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ServiceDb { HasNewMessages: true } db)
        {
            db.HasNewMessages = false;
            Wake();
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _wake.Dispose();
}
