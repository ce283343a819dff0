namespace Cypp.ServiceKit.Trust;

/// <summary>
/// What the issuer's metadata names is asked for where the metadata itself was read: the issuer's own address is the gateway's, to which a
/// service has no way.
/// </summary>
/// <param name="inside">The same as <paramref name="issuer"/>, from inside.</param>
internal sealed class IssuerInside(Uri issuer, Uri inside, HttpMessageHandler connections) : DelegatingHandler(connections)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } asked && issuer.IsBaseOf(asked))
        {
            request.RequestUri = new Uri(inside, issuer.MakeRelativeUri(asked));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
