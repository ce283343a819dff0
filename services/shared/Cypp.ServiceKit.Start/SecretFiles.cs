using Microsoft.Extensions.Configuration;

namespace Cypp.ServiceKit.Start;

/// <summary>
/// Settings that are secret, a file each in <c>Secrets:Directory</c>, named as in the environment, <c>Database__ConnectionString</c> and so on
/// (K8S-1). They win over environment and arguments.
/// </summary>
public static class SecretFiles
{
    private const string Setting = "Secrets:Directory";

    /// <exception cref="StartRefusedException">There is no such directory.</exception>
    public static void Add(ConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } directory)
        {
            return;
        }

        if (!Directory.Exists(directory))
        {
            throw new StartRefusedException($"{Setting}: there is no such directory.");
        }

        configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false);
    }
}
