using Cypp.Testing;

namespace Cypp.Story.City;

internal static class Expect
{
    /// <exception cref="InvalidOperationException">The platform refused what it should take.</exception>
    public static Answer Success(Answer answer, string what) => answer.Status < 300
        ? answer
        : throw new InvalidOperationException($"{what}: {answer.Status} {answer.Body}");

    /// <summary>Asks again until the answer is as it should be; messages take a moment to arrive.</summary>
    /// <exception cref="InvalidOperationException">Not within two minutes.</exception>
    public static async Task<Answer> EventuallyAsync(Func<Task<Answer>> ask, Func<Answer, bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await ask();
            if (answer.Status < 400 && holds(answer))
            {
                return answer;
            }

            if (limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{what}: not within two minutes; last {answer.Status} {answer.Body}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }
}
