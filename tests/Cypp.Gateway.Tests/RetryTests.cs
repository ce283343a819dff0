using Polly;

namespace Cypp.Gateway.Tests;

/// <summary>GW-10: what was never sent may be sent again, whatever it is.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, 3)]
    [InlineData(HttpRequestError.ConnectionError, 3)]
    [InlineData(HttpRequestError.SecureConnectionError, 3)]
    [InlineData(HttpRequestError.ResponseEnded, 1)]
    [InlineData(HttpRequestError.HttpProtocolError, 1)]
    public Task Put_ConnectionFails_IsTriedAgainWhereThereWasNone(HttpRequestError error, int tries) => FailsAsync(new HttpRequestException(error), tries);

    [Fact]
    public Task Put_NoConnectionInTime_IsTriedOnceMore() => FailsAsync(new TaskCanceledException("no connection", new TimeoutException()), 2);

    [Fact]
    public Task Put_NoAnswerInTime_IsNotTriedAgain() => FailsAsync(new TaskCanceledException("no answer"), 1);

    private static async Task FailsAsync(Exception failure, int tries)
    {
        var tried = 0;
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://service.test/");
        var context = ResilienceContextPool.Shared.Get(TestContext.Current.CancellationToken);
        context.SetRequestMessage(request);
        var outcome = await Retries.Pipeline.ExecuteOutcomeAsync(
            (_, _) =>
            {
                tried++;
                return ValueTask.FromResult(Outcome.FromException<HttpResponseMessage>(failure));
            },
            context,
            0);
        ResilienceContextPool.Shared.Return(context);
        Assert.Equal((failure, tries), (outcome.Exception, tried));
    }
}
