using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.System.Tests.Architecture;
using Cypp.System.Tests.Wire;

namespace Cypp.System.Tests.OAuth;

/// <summary>docs/examples: what a new agency is told to do gets it from nothing to its first authorised call.</summary>
public sealed class FirstCallTests
{
    [Fact]
    public async Task Examples_WithTheOperatorsKey_RegisterAnAgencyAndCallAsIt()
    {
        await using var platform = await InProcessPlatform.StartAsync(SyntheticCity.Monday);
        using var key = RSA.Create(2048);
        var (privateFile, publicFile) = (Path.Combine(platform.Directory, "operator.pem"), Path.Combine(platform.Directory, "operator.pub.pem"));
        await File.WriteAllTextAsync(privateFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(publicFile, key.ExportSubjectPublicKeyInfoPem());
        await platform.CommandAsync(
            "agency", "register", "--id", Guid.CreateVersion7().ToString(), "--name", "Operator", "--type", "platform", "--roles", "platform-administrator,platform-operator",
            "--client", "operator", "--key", publicFile, "--kid", "operator-key");
        foreach (var program in new[] { Path.Combine(Sources.Root, "docs", "examples", "first-call.sh"), Checkout.Program(Path.Combine("docs", "examples"), "first-call").Path })
        {
            var answer = await RunAsync(platform.Gateway, program, "operator", privateFile, "operator-key");
            Assert.Equal("pending", (string?)JsonNode.Parse(answer)!["outcome"]);
        }

        // OP-39: what the runbook has an operator ask and do.
        var call = Path.Combine(Sources.Root, "docs", "examples", "operator-call.sh");
        var asOperator = new Dictionary<string, string>
        {
            ["CYPP_OPERATOR"] = "operator",
            ["CYPP_OPERATOR_KEY"] = privateFile,
            ["CYPP_OPERATOR_KID"] = "operator-key",
            ["CYPP_PRACTITIONER"] = Guid.CreateVersion7().ToString(),
        };
        Assert.Equal(0, (int?)JsonNode.Parse(await RunAsync(platform.Gateway, call, asOperator, "/index/v1/messages"))!["parked"]);
        Assert.Empty(JsonNode.Parse(await RunAsync(platform.Gateway, call, asOperator, "/index/v1/messages/parked"))!["items"]!.AsArray());
        await RunAsync(platform.Gateway, call, asOperator, "/index/v1/messages/reconciliation", "{}");
    }

    private static Task<string> RunAsync(Uri gateway, string program, params string[] arguments) => RunAsync(gateway, program, new Dictionary<string, string>(), arguments);

    private static async Task<string> RunAsync(Uri gateway, string program, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(program.EndsWith(".dll", StringComparison.Ordinal) ? "dotnet" : "bash", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["CYPP_GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }
}
