using System.Buffers;
using System.IO.Pipelines;

namespace Cypp.Gateway;

/// <summary>Passes everything on, until it is told to say something else: then nothing but that.</summary>
internal sealed class LastWords(PipeWriter inner) : PipeWriter
{
    private byte[]? _words;
    private bool _said;
    private byte[] _dropped = [];

    public void SayInstead(byte[] words) => _words = words;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        if (_words is null)
        {
            inner.Advance(bytes);
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _words is null ? inner.GetMemory(sizeHint) : Dropped(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _words is null ? inner.GetSpan(sizeHint) : Dropped(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Say();
        return inner.FlushAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _words is null ? inner.WriteAsync(source, cancellationToken) : FlushAsync(cancellationToken);

    public override void Complete(Exception? exception = null)
    {
        Say();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        Say();
        return inner.CompleteAsync(exception);
    }

    private void Say()
    {
        if (!_said && _words is not null)
        {
            _said = true;
            inner.Write(_words);
        }
    }

    private byte[] Dropped(int sizeHint) => _dropped.Length >= Math.Max(sizeHint, 1) ? _dropped : _dropped = new byte[Math.Max(sizeHint, 4096)];
}
