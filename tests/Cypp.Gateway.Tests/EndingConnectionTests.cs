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
        var seen = 0;
        await using var service = await StartAsync(async context =>
        {
            connections[context.Connection.Id] = 1;
            // Each fifth request is asked as by a process that is told to stop.
            await Draining.EndConnectionAsync(context, new CancellationToken(canceled: Interlocked.Increment(ref seen) % Ending == 0));
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync("done");
        });
        await using var gateway = await GatewayUnderTest.StartAsync([
            AddressOf(service),
            "--Edge:Limits:AddressPerSecond=100000", "--Edge:Limits:AddressBurst=100000", "--Edge:Limits:PerSecond=100000", "--Edge:Limits:Burst=100000"]);
        using var client = gateway.Client(gateway.Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => PutAsync(client)));
        Assert.All(answers.SelectMany(answer => answer), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(connections.Count, Callers * Each / Ending / Callers, Callers * Each);
    }

    /// <summary>What came of the body was right: that it could not be passed on whole is not its sender's fault.</summary>
    [Fact]
    public async Task Put_ServiceThatBreaksOffWhileTheBodyComes_Is502()
    {
        await using var service = await StartAsync(async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[1]);
            context.Abort();
        });
        await using var gateway = await GatewayUnderTest.StartAsync([AddressOf(service)]);
        var answer = await gateway.SendRawAsync(
            $"PUT /index/v1/children HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer {gateway.Token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n{{");
        Assert.Equal(502, answer.Status);
        Assert.Contains("\"code\":\"temporarily-unavailable\"", answer.Text, StringComparison.Ordinal);
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

    private static string AddressOf(WebApplication service) => $"--Services:index={service.Urls.Single().Replace("http:", "h2c:", StringComparison.Ordinal)}";

    private static async Task<WebApplication> StartAsync(RequestDelegate serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)).UseUrls("http://127.0.0.1:0");
        var service = builder.Build();
        service.Run(serve);
        await service.StartAsync();
        return service;
    }
}
