using System.Text.Json;

namespace Cypp.ServiceKit.Time;

/// <summary>
/// Business time from a file that all processes of a demonstration share. It ticks on from the moment set and moves
/// forward only.
/// </summary>
public sealed class SharedBusinessClock(TimeProvider system, string file) : BusinessClock(system)
{
    private sealed record Setting(DateTimeOffset BusinessTime, DateTimeOffset SetAt);

    public override DateTimeOffset GetUtcNow() => Read(file) is { } setting
        ? setting.BusinessTime + (SystemTime.GetUtcNow() - setting.SetAt)
        : SystemTime.GetUtcNow();

    /// <summary>Moves business time forward for every process that shares the file.</summary>
    /// <exception cref="InvalidOperationException">The moment lies before the present business time.</exception>
    public void MoveTo(DateTimeOffset moment)
    {
        if (Read(file) is not null && moment < GetUtcNow())
        {
            throw new InvalidOperationException("Business time moves forward only.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var next = file + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(new Setting(moment, SystemTime.GetUtcNow())));
        File.Move(next, file, overwrite: true);
    }

    private static Setting? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<Setting>(File.ReadAllText(file)) : null;
}
