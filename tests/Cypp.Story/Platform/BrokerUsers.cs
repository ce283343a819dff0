using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cypp.Messaging.RabbitMq;
using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>A user of its own at the broker for each service, who may do there what the service does and no more (MQ-11).</summary>
internal sealed class BrokerUsers(RabbitMqServer broker)
{
    private const string VirtualHost = "/";
    private readonly Dictionary<string, string> _passwords = [];

    /// <returns>The broker's address as the service's user, who is there when <see cref="MakeAsync"/> returned.</returns>
    public Uri Add(string service)
    {
        _passwords[service] = Secret.New();
        return AddressOf(service);
    }

    public Uri AddressOf(string service) => new UriBuilder(broker.Address) { UserName = service, Password = _passwords[service] }.Uri;

    /// <summary>In one call for all of them: each start of RabbitMQ's command takes a second.</summary>
    public async Task MakeAsync(string directory)
    {
        var file = Path.Combine(directory, "broker-users.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(new
        {
            users = _passwords.Select(user => new { name = user.Key, password_hash = HashOf(user.Value), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "" }),
            permissions = from user in _passwords.Keys
                          let may = BrokerPermissions.Of(user)
                          select new { user, vhost = VirtualHost, configure = may.Configure, write = may.Write, read = may.Read },
        }));
        await broker.ControlAsync(["import_definitions", file]);
        File.Delete(file);
    }

    /// <summary>RabbitMQ's own format: four bytes of salt, and SHA-256 of them and the password.</summary>
    private static string HashOf(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
