using System.Globalization;
using System.Security.Cryptography;
using Cypp.Identity.Domain;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Protocol;

/// <summary>A key and when it is used from, which is also its file's name.</summary>
internal sealed record SigningKey(ECDsaSecurityKey Key, DateTimeOffset UseFrom, string Path);

/// <summary>
/// The keys that sign access tokens (EC P-256, which FAPI 2.0 allows and which signs in a hundredth of RSA's time): files in
/// the key directory, shared by replicas and kept over restarts. What is there and what the clock says decides alone which
/// signs, so that replicas agree without talking (ID-6).
/// </summary>
internal sealed class SigningKeys(IOptions<IdentityOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Path, DateTime Written), ECDsaSecurityKey> _read = [];
    private (IReadOnlyList<SigningKey> Keys, DateTimeOffset At)? _last;

    /// <summary>Earliest first; there is always one. Another process's change is seen within five seconds.</summary>
    public IReadOnlyList<SigningKey> All
    {
        get
        {
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (_last is not { } last || (now - last.At).Duration() > Fresh)
                {
                    _last = last = (Load(now), now);
                }

                return last.Keys;
            }
        }
    }

    public ECDsaSecurityKey Current
    {
        get
        {
            var keys = All;
            return keys[KeySchedule.Signing([.. keys.Select(key => key.UseFrom)], clock.GetUtcNow())].Key;
        }
    }

    /// <summary>Publishes the next key when it is due, and removes those of which no token is alive.</summary>
    public void Rotate()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var keys = Load(now);
            DateTimeOffset[] useFrom = [.. keys.Select(key => key.UseFrom)];
            if (KeySchedule.Next(useFrom, now) is { } next)
            {
                Make(next);
            }

            foreach (var done in keys.Take(KeySchedule.Done(useFrom, now)))
            {
                File.Delete(done.Path);
            }

            _last = null;
        }
    }

    /// <summary>Takes a key away at once; another signs from now on: the next where one is published already, since everyone knows it.</summary>
    /// <returns>Whether there was such a key.</returns>
    public bool Replace(string keyId)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var keys = Load(now);
            if (keys.FirstOrDefault(key => key.Key.KeyId == keyId) is not { } replaced)
            {
                return false;
            }

            File.Delete(replaced.Path);
            if (keys.FirstOrDefault(key => key != replaced && key.UseFrom > now) is { } next)
            {
                File.Move(next.Path, PathOf(now), overwrite: true);
            }
            else
            {
                Make(now);
            }

            _last = null;
            return true;
        }
    }

    private List<SigningKey> Load(DateTimeOffset now)
    {
        var directory = options.Value.KeyDirectory;
        Directory.CreateDirectory(directory);
        if (Directory.GetFiles(directory, "signing-*.pem").Length == 0)
        {
            // Replicas that start at once agree on one first key by its name.
            Make(KeySchedule.Hour(now));
        }

        return [.. Directory.GetFiles(directory, "signing-*.pem").Select(Read).OfType<SigningKey>().OrderBy(key => key.UseFrom)];
    }

    private SigningKey? Read(string path)
    {
        var useFrom = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Path.GetFileNameWithoutExtension(path)["signing-".Length..], CultureInfo.InvariantCulture));
        try
        {
            var file = (path, File.GetLastWriteTimeUtc(path));
            if (!_read.TryGetValue(file, out var key))
            {
                var pair = ECDsa.Create();
                pair.ImportFromPem(File.ReadAllText(path));
                key = new ECDsaSecurityKey(pair);
                key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
                _read[file] = key;
            }

            return new SigningKey(key, useFrom, path);
        }
        catch (FileNotFoundException)
        {
            // Another replica has just removed it.
            return null;
        }
    }

    private string PathOf(DateTimeOffset useFrom) => Path.Combine(options.Value.KeyDirectory, $"signing-{useFrom.ToUnixTimeSeconds()}.pem");

    // Whole or not at all: the move fails for the second replica, which then takes the first one's.
    private void Make(DateTimeOffset useFrom)
    {
        var path = PathOf(useFrom);
        var mine = $"{path}.{Guid.CreateVersion7():n}";
        var owned = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            owned.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(mine, owned))
        {
            writer.Write(pair.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(mine, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(mine);
        }
    }
}
