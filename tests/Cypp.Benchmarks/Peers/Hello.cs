using Cypp.Story.Platform;
using Cypp.Testing.Servers;
using Microsoft.AspNetCore.Builder;

namespace Cypp.Benchmarks.Peers;

/// <summary>What <c>dotnet new web</c> makes.</summary>
internal static class Hello
{
    public static WebApplication Build(string[] arguments)
    {
        var app = WebApplication.CreateBuilder(arguments).Build();
        app.MapGet("/", () => "Hello World!");
        return app;
    }

    /// <summary>One in a process of its own; returns when it answers.</summary>
    public static async Task<(PlatformProcess Process, Uri Address)> StartAsync(string directory)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var settings = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = address.ToString(), ["Logging__LogLevel__Default"] = "Warning" };
        var process = new PlatformProcess("hello", Checkout.Program("tests", "Cypp.Benchmarks"), settings, Path.Combine(directory, "logs"), address);
        await process.StartAsync("peer", "hello");
        return (process, address);
    }
}
