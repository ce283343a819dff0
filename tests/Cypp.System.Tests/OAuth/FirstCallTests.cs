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
            "agency", "register", "--id", Guid.CreateVersion7().ToString(), "--name", "Operator", "--type", "platform", "--roles", "platform-administrator",
            "--client", "operator", "--key", publicFile, "--kid", "operator-key");
        foreach (var program in new[] { Path.Combine(Sources.Root, "docs", "examples", "first-call.sh"), Checkout.Program(Path.Combine("docs", "examples"), "first-call").Path })
        {
            var answer = await RunAsync(platform.Gateway, program, "operator", privateFile, "operator-key");
            Assert.Equal("pending", (string?)JsonNode.Parse(answer)!["outcome"]);
        }
    }

    private static async Task<string> RunAsync(Uri gateway, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program.EndsWith(".dll", StringComparison.Ordinal) ? "dotnet" : "bash", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CYPP_GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }
}
