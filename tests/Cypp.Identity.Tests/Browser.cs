using System.Text.RegularExpressions;

namespace Cypp.Identity.Tests;

/// <summary>What a browser does between the forms of a visit: keeps cookies, follows this host's redirects, sends the hidden field.</summary>
internal sealed partial class Browser(HttpClient http)
{
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The page at which the visit is, or the address of another host to which it was sent.</summary>
    public string Page { get; private set; } = "";

    public int Status { get; private set; }

    public Uri? SentTo { get; private set; }

    public HttpResponseMessage Last { get; private set; } = new();

    public Task OpenAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Fills in the page's form and sends it.</summary>
    public Task SubmitAsync(params (string Name, string Value)[] fields) => SendAsync(
        HttpMethod.Post, Action().Match(Page).Groups[1].Value,
        [("form", Hidden().Match(Page).Groups[1].Value), .. fields]);

    public async Task SendAsync(HttpMethod method, string path, IEnumerable<(string Name, string Value)>? fields)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = fields is null ? null : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        Last = await http.SendAsync(request);
        Keep(Last);
        (Status, Page, SentTo) = ((int)Last.StatusCode, await Last.Content.ReadAsStringAsync(), null);
        if (Last.Headers.Location is { } next)
        {
            var target = new Uri(new Uri("http://localhost"), next);
            if (target.Host == "localhost")
            {
                await OpenAsync(target.PathAndQuery);
            }
            else
            {
                SentTo = target;
            }
        }
    }

    private void Keep(HttpResponseMessage response)
    {
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            Assert.Matches("^__Host-cypp-[a-z-]+=[^;]*; max-age=\\d+; path=/; secure; samesite=lax; httponly$", set);
            var (name, value) = (set[..set.IndexOf('=', StringComparison.Ordinal)], set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..set.IndexOf(';', StringComparison.Ordinal)]);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
