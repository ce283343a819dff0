namespace Cypp.Gateway;

/// <summary>The management port shows how the process does, and nothing else.</summary>
internal static class ManagementPort
{
    public static Task Probe(HttpContext context, RequestDelegate next, CancellationToken stopping)
    {
        context.Response.StatusCode = context.Request.Path.Value switch
        {
            "/readyz" when stopping.IsCancellationRequested => StatusCodes.Status503ServiceUnavailable,
            "/livez" or "/readyz" or "/version" => StatusCodes.Status200OK,
            _ => StatusCodes.Status404NotFound,
        };
        return context.Response.StatusCode == StatusCodes.Status200OK ? next(context) : Task.CompletedTask;
    }
}
