using System.Diagnostics;

namespace Cypp.Testing.Servers;

internal static class ProcessEnvironment
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>What every server starts from; the caller's PG* or RABBITMQ_* variables must not leak in.</summary>
    public static Dictionary<string, string> Clean(string home) =>
        new() { ["PATH"] = SystemPath, ["HOME"] = home, ["LC_ALL"] = "C.UTF-8" };

    public static void ReplaceEnvironment(this ProcessStartInfo info, IReadOnlyDictionary<string, string>? variables)
    {
        if (variables is null)
        {
            return;
        }

        info.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }
    }
}
