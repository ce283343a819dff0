using System.Runtime.InteropServices;

namespace Cypp.Testing.Servers;

/// <summary>The numbers are those of Linux.</summary>
internal enum UnixSignal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

internal static class UnixSignals
{
    /// <summary>A process that has ended meanwhile is no error.</summary>
    public static void SendTo(this UnixSignal signal, int process) => _ = Kill(process, (int)signal);

    /// <summary>As setpriv(1) wants it.</summary>
    public static string ShortName(this UnixSignal signal) => signal switch
    {
        UnixSignal.Interrupt => "INT",
        UnixSignal.Quit => "QUIT",
        UnixSignal.Terminate => "TERM",
        _ => "KILL",
    };

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
