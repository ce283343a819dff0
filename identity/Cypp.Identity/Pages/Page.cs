using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Cypp.Identity.Pages;

/// <summary>A plain page for a person: no script, nothing from elsewhere, never kept. Errors stand at the top and at their field (WCAG 2.2, 3.3.1).</summary>
internal static class Page
{
    private const string Style = """
        body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}
        label,legend{display:block;margin:1rem 0 .25rem;font-weight:600}input{font:inherit}
        input[type=text],input[type=password]{width:100%;box-sizing:border-box;padding:.5rem;border:2px solid #0b0c0c}
        .choice{display:flex;gap:.5rem;align-items:center;margin:0}.choice label{margin:.5rem 0;font-weight:400}.hint{color:#505a5f;margin:0}
        .error{color:#b3001b;font-weight:600;margin:0}.summary{border:3px solid #b3001b;padding:.5rem 1rem}code{overflow-wrap:anywhere}
        button{font:inherit;margin-top:1.5rem;padding:.6rem 1.2rem;border:0;background:#00573d;color:#fff}
        :focus{outline:3px solid #ffbf47;outline-offset:2px}fieldset{border:0;padding:0;margin:0}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <param name="clientOrigin">Whither the answer to the form may lead besides here; a browser follows the whole chain.</param>
    public static IResult Show(HttpContext http, string title, string body, string? error = null, string? clientOrigin = null)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action 'self'{(clientOrigin is null ? "" : " " + clientOrigin)}; frame-ancestors 'none'; base-uri 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        var summary = error is null ? "" : $"""<div class="summary" role="alert" id="summary"><p class="error">{error}</p></div>""";
        return Results.Content($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(error is null ? "" : "Error: ")}{title}</title><style>{Style}</style></head>
            <body><main><h1>{title}</h1>{summary}{body}</main></body>
            </html>
            """, "text/html; charset=utf-8", Encoding.UTF8, error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <param name="form">What ties the form to the visit.</param>
    public static string Form(string action, string form, string fields, string button) =>
        $"""<form method="post" action="/identity/{action}" novalidate><input type="hidden" name="form" value="{form}">{fields}<button type="submit">{button}</button></form>""";

    /// <param name="autocomplete">Purpose of the field (WCAG 2.2, 1.3.5).</param>
    public static string Field(string name, string label, string autocomplete, string? hint = null, string? error = null, bool secret = false, bool digits = false)
    {
        string[] notes = [.. hint is null ? [] : new[] { name + "-hint" }, .. error is null ? [] : new[] { name + "-error" }];
        var described = notes.Length == 0 ? "" : $""" aria-describedby="{string.Join(' ', notes)}" """;
        return $"""
            <label for="{name}">{label}</label>
            {(hint is null ? "" : $"""<p class="hint" id="{name}-hint">{hint}</p>""")}
            {(error is null ? "" : $"""<p class="error" id="{name}-error">{error}</p>""")}
            <input id="{name}" name="{name}" type="{(secret ? "password" : "text")}" autocomplete="{autocomplete}" autocapitalize="none" spellcheck="false"{(digits ? " inputmode=\"numeric\"" : "")}{described}{(error is null ? "" : " aria-invalid=\"true\"")} required>
            """;
    }

    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
