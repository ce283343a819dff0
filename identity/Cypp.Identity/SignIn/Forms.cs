namespace Cypp.Identity.SignIn;

internal static class Forms
{
    /// <returns>The fields sent; none where what came is no form.</returns>
    public static async Task<IFormCollection> FormAsync(this HttpContext http, CancellationToken cancellationToken) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
}
