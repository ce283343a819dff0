using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Cypp.ServiceKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Cypp.Gateway.Tests;

/// <summary>GW-10: a service that ends its connections of HTTP/2 loses no request that comes over them at the same moment.</summary>
public sealed class EndingConnectionTests
{
    private const int Callers = 8;
    private const int Each = 80;
    private const int Ending = 5;

    [Fact]
    public async Task Put_ServiceThatEndsItsConnectionsUnderLoad_AllAnswered()
    {
        var connections = new ConcurrentDictionary<string, int>();
        await using var service = await StartAsync(connections);
        await using var gateway = await GatewayUnderTest.StartAsync([
            $"--Services:index={service.Urls.Single().Replace("http:", "h2c:", StringComparison.Ordinal)}",
            "--Edge:Limits:AddressPerSecond=100000", "--Edge:Limits:AddressBurst=100000", "--Edge:Limits:PerSecond=100000", "--Edge:Limits:Burst=100000"]);
        using var client = gateway.Client(gateway.Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => PutAsync(client)));
        Assert.All(answers.SelectMany(answer => answer), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(connections.Count, Callers * Each / Ending / Callers, Callers * Each);
    }

    private static async Task<List<HttpStatusCode>> PutAsync(HttpClient client)
    {
        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < Each)
        {
            using var response = await client.PutAsJsonAsync("/index/v1/children", new { name = "a" });
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    /// <summary>Each fifth request is asked as by a process that is told to stop.</summary>
    private static async Task<WebApplication> StartAsync(ConcurrentDictionary<string, int> connections)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)).UseUrls("http://127.0.0.1:0");
        var (service, seen) = (builder.Build(), 0);
        service.Run(async context =>
        {
            connections[context.Connection.Id] = 1;
            await Draining.EndConnectionAsync(context, new CancellationToken(canceled: Interlocked.Increment(ref seen) % Ending == 0));
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync("done");
        });
        await service.StartAsync();
        return service;
    }
}
