namespace Cypp.Identity.SignIn;

/// <summary>Begins the count of sign-ins with the process: the first would else be a series' first value and no increase.</summary>
internal sealed class SignInsFromStart : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SignInRecord.CountFromStart();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
