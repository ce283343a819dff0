using System.Security.Cryptography;
using System.Text.Json;

namespace Cypp.Audit;

/// <summary>
/// Witness files as an auditor has them: <c>witness/service.jsonl</c> under one directory, one statement a line. What no
/// known key signed proves nothing and is only counted.
/// </summary>
public sealed class WitnessFiles
{
    private WitnessFiles(IReadOnlyList<WitnessStatement> proven, int unproven)
    {
        (Proven, Unproven) = (proven, unproven);
    }

    public IReadOnlyList<WitnessStatement> Proven { get; }

    public int Unproven { get; }

    /// <param name="keys">Directory of <c>name.pub.pem</c>, got from each witness itself.</param>
    public static WitnessFiles Read(string directory, string keys, string service)
    {
        var lines = Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, service + ".jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            : [];
        return Prove(lines, keys, service);
    }

    public static WitnessFiles Prove(IEnumerable<string> lines, string keys, string service)
    {
        var (known, proven, unproven) = (Keys(keys), new List<WitnessStatement>(), 0);
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (Parse(line) is { } statement && statement.Service == service && statement.Witness != service
                && known.TryGetValue(statement.Witness, out var key) && IsSigned(statement, key))
            {
                proven.Add(statement);
            }
            else
            {
                unproven++;
            }
        }

        foreach (var key in known.Values)
        {
            key.Dispose();
        }

        return new(proven, unproven);
    }

    private static Dictionary<string, ECDsa> Keys(string directory) => Directory.EnumerateFiles(directory, "*.pub.pem").ToDictionary(
        path => Path.GetFileName(path)[..^".pub.pem".Length],
        path =>
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        });

    private static bool IsSigned(WitnessStatement statement, ECDsa key)
    {
        try
        {
            return key.VerifyData(statement.ToSign(), Convert.FromHexString(statement.Signature), HashAlgorithmName.SHA256);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static WitnessStatement? Parse(string line)
    {
        try
        {
            return WitnessStatement.FromLine(line);
        }
        catch (JsonException)
        {
            // A torn line: the process died while it wrote. The statement is in the witness's database.
            return null;
        }
    }
}
