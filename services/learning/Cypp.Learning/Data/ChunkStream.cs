using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Data;

/// <summary>An acknowledged file as a stream that holds one chunk at a time.</summary>
internal sealed class ChunkStream(LearningDb db, Guid uploadId) : Stream
{
    private byte[] _chunk = [];
    private int _position;
    private int _next;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _chunk.Length)
        {
            var bytes = await db.Chunks.Where(chunk => chunk.UploadId == uploadId && chunk.Number == _next)
                .Select(chunk => chunk.Bytes).SingleOrDefaultAsync(cancellationToken);
            if (bytes is null)
            {
                return 0;
            }

            (_chunk, _position, _next) = (bytes, 0, _next + 1);
        }

        var count = Math.Min(buffer.Length, _chunk.Length - _position);
        _chunk.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
