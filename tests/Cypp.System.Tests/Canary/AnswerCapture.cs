using System.Collections.Concurrent;
using System.Text;

namespace Cypp.System.Tests.Canary;

/// <summary>Keeps the head of every answer, and the body of every refusal.</summary>
internal sealed class AnswerCapture(HttpMessageHandler inner, ConcurrentQueue<string> kept) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var text = new StringBuilder($"{(int)response.StatusCode} {response.ReasonPhrase}\n{response.Headers}{response.Content.Headers}{response.TrailingHeaders}");
        if ((int)response.StatusCode >= 400)
        {
            text.Append(await response.Content.ReadAsStringAsync(cancellationToken));
        }

        kept.Enqueue(text.ToString());
        return response;
    }
}
