using System.Globalization;

namespace Cypp.Testing.Servers;

/// <summary>
/// One process and never a later one with the same number: its number, its start in clock ticks since the
/// machine's boot, and the boot. As text it is the content of a pid file.
/// </summary>
internal sealed record ProcessIdentity(int Id, long StartTicks, string Boot)
{
    // Places of proc(5)'s fields 3 and 22 after the bracketed program name, which may hold spaces itself.
    private const int StateField = 0;
    private const int StartField = 19;

    public static ProcessIdentity? Of(int id) =>
        Read(id) is { } fields ? new(id, StartOf(fields), CurrentBoot()) : null;

    /// <summary>A zombie counts as ended: in a container nobody may collect it for long.</summary>
    public bool IsRunning =>
        Boot == CurrentBoot()
        && Read(Id) is { } fields
        && StartOf(fields) == StartTicks
        && fields[StateField] is not ("Z" or "X");

    public static ProcessIdentity? Parse(string text) =>
        text.Split(' ', StringSplitOptions.TrimEntries) is [var id, var start, var boot]
        && int.TryParse(id, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
            ? new(number, ticks, boot)
            : null;

    public override string ToString() => FormattableString.Invariant($"{Id} {StartTicks} {Boot}");

    private static long StartOf(string[] fields) => long.Parse(fields[StartField], CultureInfo.InvariantCulture);

    private static string CurrentBoot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private static string[]? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
