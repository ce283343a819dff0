using System.Diagnostics;
using System.Globalization;

namespace Cypp.Benchmarks.Peers;

/// <summary>A process that stands still, its connections open; until this is given up.</summary>
internal sealed class Stopped : IDisposable
{
    private readonly int _process;

    public Stopped(int process)
    {
        _process = process;
        Signal("-STOP");
    }

    public void Dispose() => Signal("-CONT");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
